import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { compareLocales } from '#src/messages/compare-locales.ts';
import { loadMessages } from '#src/messages/load-messages.ts';

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

  it('include each kernel message that the source names', () => {
    const messages = loadMessages(folders);
    const named = globSync('src/**/*.ts', { cwd: root }).flatMap((file) => {
      const source = readFileSync(path.join(root, file), 'utf8');
      return [...source.matchAll(/'(kernel\.(?:error|files|archive|mail)\.[A-Za-z0-9.]+)'/g)].map(([, key = '']) => ({
        file,
        key,
      }));
    });
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter(({ key }) => !messages.has(key))).toEqual([]);
  });
});
