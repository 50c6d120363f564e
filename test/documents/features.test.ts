import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { root } from '../support/app.ts';

const title =
  /(?:\b(?:describe|it|test)(?:\.\w+)*|\))\(\s*(?<quote>['"`])(?<text>(?:\\.|(?!\k<quote>)[^\\])*)\k<quote>/g;
const id = /^[A-Z][A-Z0-9]*-[A-Z]?\d+[a-z]?$/;

/** The ids in brackets that the titles of a test file name: `[A-01]`, `[A-01, A-02]`. */
function idsIn(source: string) {
  const titles = [...source.matchAll(title)].map(({ groups }) => groups!.text!);
  const brackets = titles.flatMap((text) =>
    [...text.matchAll(/\[([^\][]+)\]/g)].map(([, inside]) => inside!.split(/,\s*/)),
  );
  return brackets.filter((words) => words.every((word) => id.test(word))).flat();
}

describe('docs/features.md', () => {
  const text = readFileSync(path.join(root, 'docs/features.md'), 'utf8');
  const listed = [...text.matchAll(/^- \*\*(\S+)\*\* \S.*$/gm)].map(([, name]) => name!);
  const named = globSync('test/**/*.test.ts', { cwd: root }).flatMap((file) =>
    idsIn(readFileSync(path.join(root, file), 'utf8')).map((name) => ({ file, name })),
  );

  it('has a line for every id that a test names', () => {
    const unknown = named.filter(({ name }) => !listed.includes(name));
    expect(unknown.map(({ file, name }) => `${file} names ${name}: add a line to docs/features.md`)).toEqual([]);
  });

  it('has no line that no test names, and none twice', () => {
    const unproven = listed.filter((name) => !named.some((each) => each.name === name));
    expect(unproven.map((name) => `No test names ${name}: take its line out`)).toEqual([]);
    expect(listed.filter((name, index) => listed.indexOf(name) !== index)).toEqual([]);
    expect(listed.filter((name) => !id.test(name))).toEqual([]);
    expect(text.match(/^- /gm)).toHaveLength(listed.length);
  });

  it('finds ids in titles of every form, and nowhere else', () => {
    const [open, close] = ['[', ']'];
    const tag = (...names: string[]) => `${open}${names.join(', ')}${close}`;
    const source = [
      `describe("POST /x ${tag('A-01')}", () => {`,
      `  it('refuses what isn\\'t there ${tag('D1-10', 'CERT-B01')}', async () => {});`,
      `  it.each([\n  ['a'],\n])(\n  'takes %s ${tag('F1-10a')}', () => {});`,
      `  test.failing(\`draws ${tag('G-02')}\`, () => {});`,
      `  // it proves ${tag('Z-01')}`,
      `  expect(list).toEqual(['x ${tag('Z-02')}']); const [a] = pick('y ${tag('not one')}');`,
    ].join('\n');
    expect(idsIn(source)).toEqual(['A-01', 'D1-10', 'CERT-B01', 'F1-10a', 'G-02']);
  });
});
