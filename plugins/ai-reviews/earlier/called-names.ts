import { readJudged, type SourceFile } from '#plugins/problems';
import type { Scope } from '#src/scope/scope.ts';
import type { ReviewedWork } from '../ladder/reviewed-work.ts';
import { textOf, wordsIn } from './words-in.ts';

/**
 * For a file of a program the names by which something outside of it may mean what is in it: the harness, tests of units, files
 * that are given, and the other files. Two programs that differ in those are two. Opens a transaction of its own.
 */
export async function calledNames(scope: Scope, { versionId, language, files }: ReviewedWork) {
  const { harness, tests, byLanguage } = await readJudged(scope, versionId);
  const units = tests.flatMap(({ unitFile }) => unitFile ?? []);
  const given = byLanguage[language]?.files ?? [];
  const outside = harness ? [harness.functionName, harnessClass] : [];
  return (file: SourceFile): readonly string[] => {
    const others = files.filter((other) => other !== file);
    const known = new Set([...outside, ...wordsIn(textOf([...units, ...given, ...others]))]);
    return [...new Set(wordsIn(file.content))].filter((word) => known.has(word));
  };
}

/** In which a harness looks for the function, too. */
const harnessClass = 'Solution';
