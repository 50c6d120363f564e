import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What a Judge0 1.13.1 answered once. */
export interface Recorded {
  readonly status: number;
  readonly body: unknown;
}

export const recorded = (name: string) =>
  JSON.parse(readFileSync(path.join(import.meta.dirname, 'recorded', `${name}.json`), 'utf8')) as Recorded;
