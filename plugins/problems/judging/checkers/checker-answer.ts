import type { RunResult } from '#judge0';
import type { TestStatus, Words } from '../judgement.ts';
import { excerpt } from '../shown-text.ts';

export interface CheckerAnswer {
  readonly words: Words | null;
  readonly share: number;
  readonly status?: TestStatus;
}

/**
 * The first line is `ok`, `wrong` or a share of the points such as `0.5`; what follows is for the student. Anything else, and a
 * program that fails, is nobody's fault but the checker's.
 */
export function checkerAnswer({ status, stdout }: RunResult): CheckerAnswer {
  const text = stdout.toString('utf8');
  const [first = '', ...others] = text.split('\n');
  const share = status === 'finished' ? shareOf(first.trim()) : null;
  if (share === null)
    return { words: { key: 'problems.judging.end.checker', parameters: {} }, share: 0, status: 'internal' };
  if (share === 1) return { words: null, share };
  const said = excerpt(others.join('\n').trim(), 500);
  const key = said ? 'problems.judging.wrong.said' : 'problems.judging.wrong.checker';
  return { words: { key, parameters: said ? { said } : {} }, share };
}

function shareOf(word: string): number | null {
  if (word === 'ok') return 1;
  if (word === 'wrong') return 0;
  const share = /^[01](\.\d{1,6})?$/.test(word) ? Number(word) : null;
  return share !== null && share <= 1 ? share : null;
}
