import type { Scope } from '#src/scope/scope.ts';
import type { Around } from './factories.ts';
import { aSignedInPerson } from './people.ts';
import { aProblem } from './problem-factories.ts';

/** Of whoever is the weakest among the people, at a problem itself, with every text that a hint can have. */
export const hintFactories = (marker: string) => ({
  hintRequest: async (scope: Scope, { people = [] }: Around = {}) => {
    const { id: problemId, versionId } = await aProblem(scope, { title: marker, statement: marker });
    const userId = people.at(-1) ?? (await aSignedInPerson(scope, [])).user.id;
    const id = crypto.randomUUID();
    const lines = [{ file: 'main.py', lineStart: 1, lineEnd: 1, code: marker }];
    const said = { parts: [marker], lines, steps: [marker] };
    await scope.transaction(({ em, organization }) =>
      em.execute(
        `insert into hint_request (id, organization_id, user_id, problem_id, version_id, number, kind, state, language, source, content,
            model, sent) values (?, ?, ?, ?, ?, 1, 'question', 'READY', 'python', 'model', ?, ?, ?)`,
        [
          id,
          organization.id,
          userId,
          problemId,
          versionId,
          JSON.stringify(said),
          marker,
          JSON.stringify([{ role: 'user', content: marker }]),
        ],
      ),
    );
    return id;
  },
});
