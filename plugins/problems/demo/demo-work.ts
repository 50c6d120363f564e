import type { Scope } from '#src/scope/scope.ts';
import type { Difficulty } from '../content/difficulty.ts';
import type { Solution } from '../content/solutions.ts';
import { currentVersionOf } from '../current-version.ts';
import { Problem } from '../problem.entity.ts';
import { readDemoJudgements, type DemoJudgement } from './demo-judgement.ts';
import { demoSlugs, readDemoProblem } from './read-demo-problem.ts';

/** A problem of the demo with programs for it, and what the judge said of each. */
export interface DemoWork {
  readonly slug: string;
  readonly problemId: string;
  readonly versionId: string;
  readonly difficulty: Difficulty;
  readonly programs: readonly (Pick<Solution, 'id' | 'role' | 'language' | 'files'> & {
    readonly judgement: DemoJudgement;
  })[];
}

/** Of the problems that nobody has changed since the demo put them there; in the open transaction. */
export async function readDemoWork(scope: Scope): Promise<readonly DemoWork[]> {
  const work = await Promise.all(demoSlugs.map((slug) => workOn(scope, slug)));
  return work.filter((each) => each !== null);
}

async function workOn(scope: Scope, slug: string): Promise<DemoWork | null> {
  const problem = await scope.em.findOne(Problem, { slug });
  const version = problem && (await currentVersionOf(scope, problem.id));
  if (!version || version.publishedBy) return null;
  const judgements = readDemoJudgements(slug);
  const programs = readDemoProblem(slug).solutions.flatMap(({ id, role, language, files }) => {
    const judgement = judgements[id];
    return judgement ? [{ id, role, language, files, judgement }] : [];
  });
  return { slug, problemId: problem.id, versionId: version.id, difficulty: problem.difficulty, programs };
}
