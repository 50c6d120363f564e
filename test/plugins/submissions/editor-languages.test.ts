import { describe, expect, it } from '@jest/globals';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const file = path.resolve(import.meta.dirname, '../../../plugins/submissions/assets/editor/languages.js');
const { languageSupport } = (await import(pathToFileURL(file).href)) as {
  languageSupport(name: string): Promise<object>;
};

describe('the colours of the editor', () => {
  it('are there for JavaScript, TypeScript, Python, Java, C++ by both of its names, HTML and CSS [F2-04]', async () => {
    for (const name of ['javascript', 'typescript', 'python', 'java', 'cpp', 'c++', 'html', 'css'])
      expect(await languageSupport(name)).not.toEqual([]);
  });

  it('are missing for a language that nobody knows, whose code is written all the same', async () => {
    expect(await languageSupport('befunge')).toEqual([]);
    expect(await languageSupport('constructor')).toEqual([]);
  });
});
