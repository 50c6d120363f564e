import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from '@jest/globals';

/** A folder that is gone after the tests of the file that calls this. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'assay-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
