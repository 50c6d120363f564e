import { createHash } from 'node:crypto';
import type { SourceFile } from '#plugins/problems';

/** SHA-256 of a text in UTF-8, as `sha256sum` prints it. */
export const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** Of a whole program: SHA-256 of what `sha256sum` prints for its files, in the order of their paths. */
export const sourceHash = (files: readonly SourceFile[]) =>
  hashOf(
    files
      .toSorted((one, other) => (one.path < other.path ? -1 : 1))
      .map(({ path, content }) => `${hashOf(content)}  ${path}\n`)
      .join(''),
  );
