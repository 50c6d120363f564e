import type { TestStatus, Words } from '../judgement.ts';

/** Of a hidden test the kind of its end, and nothing of what went in or came out. */
export function closedWords(status: TestStatus, words: Words): Words {
  if (status === 'wrong') return { key: 'problems.judging.hidden.wrong', parameters: {} };
  if (status === 'runtimeError') return { key: 'problems.judging.hidden.crashed', parameters: {} };
  return words;
}
