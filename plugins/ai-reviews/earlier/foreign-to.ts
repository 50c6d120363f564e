import type { SourceFile } from '#plugins/problems';
import type { ReviewedWork } from '../ladder/reviewed-work.ts';
import { ordinaryWords } from './ordinary-words.ts';
import { textOf, wordsIn } from './words-in.ts';

/** Whether a text speaks of something that only the other program has. */
export interface Foreign {
  /** In sentences, of which code between backticks is taken more strictly. */
  inSentences(text: string): boolean;
  inCode(text: string): boolean;
}

/**
 * What of another program must not be said to somebody who wrote this one: a name, number or word of a comment that this one lacks,
 * and three words in a row, as in a piece of code or a comment, that stand in the other one only.
 */
export function foreignTo({ files, statement }: ReviewedWork, others: readonly SourceFile[]): Foreign {
  const { title, inputFormat, outputFormat, constraints, samples } = statement;
  const task = JSON.stringify([title, statement.statement, inputFormat, outputFormat, constraints, samples]);
  const [ours, theirs] = [wordsIn(`${task}\n${textOf(files)}`), wordsIn(textOf(others))];
  const names = without(theirs.filter(isTelling), ours);
  const words = without(inSmall(theirs.filter(isTelling)), inSmall(ours));
  const rows = without(rowsOf(inSmall(theirs)), rowsOf(inSmall(ours)));
  const inCode = (text: string) => wordsIn(text).some((word) => names.has(word)) || hasRow(text);
  const hasRow = (text: string) => rowsOf(inSmall(wordsIn(text))).some((row) => rows.has(row));
  return {
    inCode,
    inSentences(text) {
      const said = text.replaceAll(orders, ' ');
      const code = said.match(marked)?.join('\n') ?? '';
      const prose = inSmall(wordsIn(said.replaceAll(marked, ' ').replaceAll(shortened, ' ')));
      return inCode(code) || hasRow(said) || prose.some((word) => words.has(word) && !ordinaryWords().has(word));
    },
  };
}

const marked = /```[\s\S]*?(?:```|$)|`[^`]*`/g;
/** The `s` of `it's` is no name. */
const shortened = /['’](s|t|d|m|re|ll|ve)\b/gi;
/** `O(n log n)` names no variable. */
const orders = /\bO\((?:[nmk\d\s+*^²³·!]|log|sqrt)+\)/g;

/** A single digit is in every program. */
const isTelling = (word: string) => !/^\d$/.test(word);
const inSmall = (words: readonly string[]) => words.map((word) => word.toLowerCase());
const rowsOf = (words: readonly string[]) => words.slice(2).map((word, at) => `${words[at]} ${words[at + 1]} ${word}`);

function without(some: readonly string[], others: readonly string[]): ReadonlySet<string> {
  const known = new Set(others);
  return new Set(some.filter((one) => !known.has(one)));
}
