import path from 'node:path';
import type { Solution } from './judge-solution.ts';

/** Under which names the student's first file may stand in a box. */
const usual = ['script', 'main', 'Main', 'solution', 'Solution'];

/** The line of the student's first file that an error message names; null when it names none. */
export function lineIn(text: string, { language, files }: Solution): number | null {
  const own = path.posix.basename(files[0]?.path ?? '').replace(/\.\w+$/, '');
  const names = [...new Set([...usual, own].filter(Boolean))].map((name) => RegExp.escape(name)).join('|');
  const said = text.slice(0, 65_536);
  const lines = [...said.matchAll(new RegExp(`\\b(?:${names})\\.\\w{1,4}(?:", line |:)(\\d{1,6})`, 'g'))];
  // Python says last where it happened; all others say it first.
  const found = language === 'python' ? lines.at(-1) : (lines.find(isError(said)) ?? lines[0]);
  return found ? Number(found[1]) : null;
}

/** Compilers warn before they refuse. */
const isError = (text: string) => (match: RegExpExecArray) =>
  /^[^\n]*\berror\b/.test(text.slice(match.index, match.index + 300));
