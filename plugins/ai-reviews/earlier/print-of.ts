import { createHash } from 'node:crypto';
import { analyse, languageOf, ownPatterns, type Fingerprint, type PatternMatch } from '#plugins/code-analysis';
import type { Scope } from '#src/scope/scope.ts';
import type { ReviewedWork } from '../ladder/reviewed-work.ts';
import { calledNames } from './called-names.ts';

export interface ProgramPrint {
  /** The same for programs that differ in layout, comments and their own names; 64 hex digits [H1-09]. */
  readonly exactKey: string;
  readonly fingerprint: Fingerprint;
  readonly matches: readonly FileMatch[];
}

export interface FileMatch extends PatternMatch {
  readonly file: string;
}

const made = new WeakMap<ReviewedWork, Promise<ProgramPrint | null>>();

/**
 * What can be said of the program without running it, found out once for each try at a review. Null where it is not read as a
 * whole: it breaks the rules of its language, is too long, or its language is not analysed. Outside of transactions.
 */
export function printOf(scope: Scope, work: ReviewedWork): Promise<ProgramPrint | null> {
  const known = made.get(work) ?? print(scope, work);
  made.set(work, known);
  return known;
}

async function print(scope: Scope, work: ReviewedWork): Promise<ProgramPrint | null> {
  const { language, files } = work;
  const called = await calledNames(scope, work);
  const own = await ownOf(scope, language);
  const keys: string[][] = [];
  const pieces = new Set<number>();
  const matches: FileMatch[] = [];
  for (const file of files) {
    const answer = await analyse(language, file.content, own, called(file));
    if (!('given' in answer) || !answer.given.isWhole) return null;
    const { given } = answer;
    keys.push([...(files.length > 1 ? [file.path] : []), given.exactKey]);
    for (const hash of given.fingerprint) pieces.add(hash);
    matches.push(...given.matches.map((match) => ({ ...match, file: file.path })));
  }
  const exactKey = createHash('sha256').update(JSON.stringify(keys)).digest('hex');
  return { exactKey, fingerprint: [...pieces].toSorted((one, other) => one - other), matches };
}

/** The patterns of the organization's instructors that programs in the language may show. */
const ownOf = (scope: Scope, language: string) => {
  const known = languageOf(language);
  return known ? scope.transaction((inside) => ownPatterns(inside, known), { readOnly: true }) : [];
};
