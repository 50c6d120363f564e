import type { ReviewedWork } from '#plugins/ai-reviews';
import { analyse, loadLibrary, silencedPatterns, type PatternId } from '#plugins/code-analysis';
import type { Scope } from '#src/scope/scope.ts';

/** A pattern of the library that somebody's code shows, with the lines of it. */
export interface FoundPattern {
  readonly id: PatternId;
  readonly file: string;
  readonly lineStart: number;
  readonly lineEnd: number;
}

/** Those that can keep a program from being right or quick, what does harm first; style is no hint. No transaction may be open. */
export async function findPatterns(scope: Scope, { language, files }: ReviewedWork): Promise<readonly FoundPattern[]> {
  const library = await loadLibrary();
  const silenced = await scope.transaction((inside) => silencedPatterns(inside), { readOnly: true });
  const useful = library.filter(
    ({ id, severity, dimension }) =>
      !silenced.has(id) && severity !== 'hint' && (dimension === 'correctness' || dimension === 'efficiency'),
  );
  const found: FoundPattern[] = [];
  for (const { path: file, content } of files) {
    const { given } = await analyse(language, content).then((answer) => ('given' in answer ? answer : { given: null }));
    for (const { id, start, end } of given?.matches ?? []) {
      const pattern = useful.find((one) => one.id === id);
      if (pattern) found.push({ id: pattern.id, file, lineStart: start, lineEnd: end });
    }
  }
  const rank = ({ id }: FoundPattern) => (useful.find((one) => one.id === id)!.severity === 'error' ? 0 : 1);
  return found.toSorted((one, other) => rank(one) - rank(other));
}
