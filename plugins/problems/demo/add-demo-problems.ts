import { isDeepStrictEqual } from 'node:util';
import { demoContent } from '#src/demo/load-demo.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { createProblem } from '../authoring/create-problem.ts';
import { difficulties } from '../content/difficulty.ts';
import type { ProblemContent } from '../content/problem-content.ts';
import { openContent, sealContent } from '../content/seal-content.ts';
import { currentVersionOf } from '../current-version.ts';
import { ProblemDraft } from '../problem-draft.entity.ts';
import { Problem } from '../problem.entity.ts';
import { makeVersion } from '../publishing/make-version.ts';
import { topicsNamed } from '../topics/topics-named.ts';
import { demoSlugs, readDemoProblem, readDemoTopics } from './read-demo-problem.ts';

/**
 * Publishes the problems of this folder. An author's problem is tried with all its solutions before that; here the tests of the
 * repository have done so, and nothing is tried at a start. What a person has changed stays as it is.
 */
export async function addDemoProblems(scope: Scope): Promise<void> {
  const contents = demoSlugs.map((slug) => ({ slug, content: readDemoProblem(slug) }));
  // The newest stands first in the catalogue, and whoever is new wants to see the easiest there.
  const ordered = contents.toSorted((one, other) => levelOf(other.content) - levelOf(one.content));
  for (const { slug, content } of ordered) await scope.transaction((inside) => addProblem(inside, slug, content));
}

const levelOf = ({ difficulty }: ProblemContent) => difficulties.indexOf(difficulty);

export const demoProblems = demoContent(addDemoProblems);

async function addProblem(scope: Scope, slug: string, written: ProblemContent) {
  const content = { ...written, topicIds: await topicsNamed(scope, readDemoTopics(slug)) };
  const known = await scope.em.findOne(Problem, { slug });
  if (known) return renew(scope, known, content);
  const problem = await createProblem(scope, content);
  problem.author = await scope.em.findOne(User, { email: 'instructor@demo.example' });
  await makeVersion(scope, problem, content, null);
}

/** A new version where the folder says something new, and nobody has written in the problem since it was put here. */
async function renew(scope: Scope, problem: Problem, content: ProblemContent) {
  const version = await currentVersionOf(scope, problem.id);
  const draft = await scope.em.findOneOrFail(ProblemDraft, { problem });
  if (!version || version.publishedBy) return;
  const published = openContent(scope, version);
  if (isDeepStrictEqual(published, content) || !isDeepStrictEqual(published, openContent(scope, draft))) return;
  draft.content = sealContent(scope, content, draft.id);
  draft.savedAt = scope.now();
  await makeVersion(scope, problem, content, null);
}
