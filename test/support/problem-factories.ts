import type { Scope } from '#src/scope/scope.ts';
import type { Around } from './factories.ts';
import { createProblem } from '../../plugins/problems/authoring/create-problem.ts';
import { ProblemContent } from '../../plugins/problems/content/problem-content.ts';
import { makeTopic } from '../../plugins/problems/topics/make-topic.ts';
import { Topic } from '../../plugins/problems/topics/topic.entity.ts';
import { Problem } from '../../plugins/problems/problem.entity.ts';
import { askToPublish } from '../../plugins/problems/publishing/ask-to-publish.ts';
import { makeVersion } from '../../plugins/problems/publishing/make-version.ts';
import { User } from '#src/people/user.entity.ts';
import type { z } from 'zod';

type Written = Partial<z.input<typeof ProblemContent>>;

/** Adds two numbers: a sample, a hidden test, a solution that is right and one that is not. */
export const sums = (written: Written = {}): ProblemContent =>
  ProblemContent.parse({
    title: 'Sums',
    statement: 'Read two numbers and write their **sum**.',
    difficulty: 'beginner',
    category: 'arithmetic',
    tags: ['numbers'],
    hints: ['Read a line.', 'Split it.'],
    languages: [{ id: 'python', starter: [{ path: 'main.py', content: '# begin here\n' }] }],
    tests: [
      { id: 'one', name: 'Small numbers', visibility: 'sample', stdin: '1 2\n', expected: '3\n' },
      {
        id: 'two',
        name: 'Large numbers',
        visibility: 'hidden',
        stdin: '1000000 2\n',
        expected: '1000002\n',
        weight: 3,
      },
    ],
    solutions: [
      {
        id: 'right',
        language: 'python',
        files: [{ path: 'main.py', content: 'print(sum(map(int, input().split())))' }],
      },
      { id: 'odd', role: 'wrong', language: 'python', files: [{ path: 'main.py', content: 'print(3)' }] },
    ],
    ...written,
  });

interface Fields extends Written {
  /** Who wrote it; by default whoever the Scope acts as. */
  readonly author?: string | undefined;
}

/** Python whose first line is given and stays as it is. */
export const lockedPython: NonNullable<Written['languages']> = [
  { id: 'python', starter: [{ path: 'main.py', content: '# begin here\n', locked: '1' }] },
];

/** A problem that nobody has published. */
export const aDraft = (scope: Scope, { author, ...written }: Fields = {}): Promise<string> =>
  scope.transaction(async (inside) => {
    const problem = await createProblem(inside, sums(written));
    if (author) problem.author = inside.em.getReference(User, author);
    await inside.em.flush();
    return problem.id;
  });

/** A published problem; its solutions were not run. */
export const aProblem = (scope: Scope, fields: Fields = {}): Promise<{ id: string; versionId: string }> =>
  scope.transaction(async (inside) => {
    const { author, ...written } = fields;
    const id = await aDraft(inside, fields);
    const problem = await inside.em.findOneOrFail(Problem, { id });
    const version = await makeVersion(inside, problem, sums(written), author ?? null);
    return { id, versionId: version.id };
  });

/** By whoever is first among the people, so that a page about it is found by somebody. */
export const problemFactories = (marker: string) => ({
  problem: async (scope: Scope, { people = [] }: Around = {}) => {
    const { id } = await aProblem(scope, { ...written(marker), author: people[0] });
    return id;
  },
  topic: async (scope: Scope) =>
    // Names are unique.
    scope.transaction(
      async (inside) => (await makeTopic(inside, marker + '·'.repeat(await inside.em.count(Topic, {})))).id,
    ),
  publishing: async (scope: Scope, { people = [] }: Around = {}) => {
    const id = await aDraft(scope, { ...written(marker), author: people[0] });
    return scope.transaction(async (inside) => (await askToPublish(inside, id)).id);
  },
});

const written = (text: string): Written => ({ title: text, statement: text, category: text, hints: [text, text] });
