import { parseSource } from './parse-source.ts';
import type { SourceFile } from './source-files.ts';

const watched = 'test/support/watch-page.ts';

/** Pages in tests are opened where their policy is watched. Returns a sentence for each that is not. */
export function checkBrowserPages(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => path.startsWith('test/') && path.endsWith('.ts') && path !== watched)
    .flatMap((file) => parseSource(file).calls.map(({ text, line }) => ({ path: file.path, text, line })))
    .filter(({ text }) => text.endsWith('.newPage'))
    .map(
      ({ path, line }) =>
        `${path}:${line} opens a page whose broken policy nobody would notice. Open it with watchedPage (${watched}) and call its check.`,
    );
}
