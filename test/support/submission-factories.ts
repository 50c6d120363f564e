import { currentVersionOf, Problem, ProblemVersion } from '#plugins/problems';
import { submitSource, type Handed } from '#plugins/submissions';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { ProgramRun } from '../../plugins/submissions/runs/program-run.entity.ts';
import type { Around } from './factories.ts';
import { aSignedInPerson } from './people.ts';
import { aProblem } from './problem-factories.ts';

interface Fields {
  readonly userId: string;
  readonly problemId: string;
  readonly code?: string;
}

/** Somebody's work, handed in as everybody's is. */
export const aSubmission = (scope: Scope, { userId, problemId, code = 'print(3)' }: Fields): Promise<Handed> =>
  scope.transaction((inside) => {
    const acting: Scope = {
      ...inside,
      em: inside.em,
      actor: { kind: 'user', id: userId, roles: new Set(['learner']) },
      transaction: (work) => work(acting),
    };
    return submitSource(acting, { problemId, language: 'python', code });
  });

/** By whoever is the weakest among the people, so that pages are found by those who have the least. */
export const submissionFactories = (marker: string) => ({
  submission: async (scope: Scope, { people = [] }: Around = {}) => {
    const { id: problemId } = await aProblem(scope, { title: marker, statement: marker });
    const userId = people.at(-1) ?? (await aSignedInPerson(scope, [])).user.id;
    const { id } = await aSubmission(scope, { userId, problemId, code: `# ${marker}` });
    return id;
  },
  programRun: async (scope: Scope, { people = [] }: Around = {}) => {
    const { id: problemId } = await aProblem(scope, { title: marker, statement: marker });
    const userId = people.at(-1) ?? (await aSignedInPerson(scope, [])).user.id;
    return scope.transaction(async (inside) => {
      const { em } = inside;
      const version = (await currentVersionOf(inside, problemId))!;
      const run = em.create(ProgramRun, {
        user: em.getReference(User, userId),
        problem: em.getReference(Problem, problemId),
        version: em.getReference(ProblemVersion, version.id),
        language: 'python',
        files: [{ path: 'main.py', content: marker }],
        stdin: marker,
      } as never);
      await em.flush();
      return run.id;
    });
  },
});
