import type { Scope } from '#src/scope/scope.ts';
import type { Words } from '../content/words.ts';
import type { Problem } from '../problem.entity.ts';
import { fileUnderTopics } from '../topics/file-under-topics.ts';

/** What lists and searches find is what people read. */
export async function showInCatalogue(scope: Scope, problem: Problem, words: Words): Promise<void> {
  const { title, difficulty, category, tags, skills, visibility } = words;
  Object.assign(problem, { title, difficulty, category, tags, skills, visibility });
  await fileUnderTopics(scope, problem.id, words.topicIds);
}
