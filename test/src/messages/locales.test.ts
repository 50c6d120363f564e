import { globSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { compareLocales } from '#src/messages/compare-locales.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const folders = globSync('{src,lti,judge0,views,plugins/*}/locales', { cwd: root }).map((folder) => {
  const owner = path.basename(path.dirname(folder));
  return { owner: owner === 'src' ? 'kernel' : owner, folder: path.join(root, folder) };
});

describe('the messages of every folder', () => {
  it('have the same keys and arguments in every language', () => {
    expect(folders.length).toBeGreaterThan(0);
    expect(compareLocales(folders)).toEqual([]);
  });
});
