import { readFileSync } from 'node:fs';
import path from 'node:path';
import { locales } from '#src/messages/locale.ts';
import { wordsIn } from './words-in.ts';

const folder = path.join(import.meta.dirname, '../locales');

let read: ReadonlySet<string> | null = null;

/**
 * The words with which our own reviews explain programs, in small letters: `list` or `value` in a sentence tells of nobody's
 * program, whatever its variables are called.
 */
export const ordinaryWords = (): ReadonlySet<string> =>
  (read ??= new Set(
    locales.flatMap((locale) => wordsIn(readFileSync(path.join(folder, `${locale}.json`), 'utf8').toLowerCase())),
  ));
