import { parse } from 'yaml';
import { Finding } from '../patterns/pattern.ts';
import type { writings } from './own-pattern.entity.ts';

/** What somebody wrote down as something to look for; or the words of whatever could not read it. */
export type ReadFinding = { readonly finding: Finding } | { readonly problem: string };

/** Code with gaps is a rule by itself; YAML holds a rule of ast-grep, alone or under `rule` with `constraints` and `utils` beside it. */
export function readFinding(writing: (typeof writings)[number], source: string): ReadFinding {
  if (writing === 'code') return { finding: { rule: { pattern: source.trim() } } };
  try {
    const read: unknown = parse(source, { maxAliasCount: 10 });
    const isWhole = typeof read === 'object' && read !== null && 'rule' in read;
    const parsed = Finding.safeParse(isWhole ? read : { rule: read });
    return parsed.success ? { finding: parsed.data } : { problem: parsed.error.issues[0]!.message };
  } catch (error) {
    return { problem: (error as Error).message.split('\n')[0]! };
  }
}
