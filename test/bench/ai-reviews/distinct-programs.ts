import { analyse } from '#plugins/code-analysis';
import type { CorpusProgram } from './corpus/corpus.ts';

/** How many programs there are when names, layout and comments do not count. */
export async function distinctPrograms(programs: readonly CorpusProgram[]): Promise<number> {
  const keys = new Set<string>();
  for (const { source } of programs) {
    const answer = await analyse('python', source);
    keys.add('given' in answer ? answer.given.exactKey : source);
  }
  return keys.size;
}
