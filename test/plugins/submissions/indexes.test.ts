import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import type { Scope } from '#src/scope/scope.ts';
import { listSubmissions, submissionList } from '../../../plugins/submissions/history/submission-list.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { aSubmission } from '../../support/submission-factories.ts';
import { manyExecutions } from './a-classroom.ts';

let app: App;
beforeAll(async () => void (app = await openTestApp({ environment: manyExecutions })));
afterAll(() => app.stop());

type Asking = (scope: Scope) => Promise<unknown>;

/**
 * The plan of what is asked inside, where nothing is read whole and then sorted: what PostgreSQL would do with a large table, whose
 * figures a test need not make.
 */
const planOf = (scope: Scope, ask: Asking) =>
  scope.transaction(async (inside) => {
    const { em } = inside;
    for (const way of ['seqscan', 'bitmapscan', 'sort', 'hashjoin', 'mergejoin'])
      await em.execute(`set local enable_${way} = off`);
    const plans: string[] = [];
    const explained: Scope = { ...inside, em: Object.create(em, { execute: { value: explain } }) as Scope['em'] };
    async function explain(query: string, values: unknown[]) {
      const lines = await em.execute<Record<string, string>[]>(`explain (costs off) ${query}`, values);
      plans.push(lines.map((line) => line['QUERY PLAN']).join('\n'));
      return [];
    }
    await ask(explained);
    return plans.join('\n');
  });

describe('the table of submissions', () => {
  it('has an index for the history of a person, for a problem, and for both, and lists are read by them [F1-22]', async () => {
    const scope = await aScope(app);
    const { id: problemId } = await aProblem(scope);
    const userId = (await aSignedInPerson(scope, ['learner'])).user.id;
    await aSubmission(scope, { userId, problemId });
    const query = submissionList.query.parse({});
    const read = (narrowed: Parameters<typeof listSubmissions>[2]) =>
      planOf(scope, (inside) => listSubmissions(inside, query, narrowed));
    expect(await read({ userId })).toContain('using submission_user_idx on submission');
    expect(await read({ problemId })).toContain('using submission_problem_idx on submission');
    // Which of the two depends on how many problems a person tries.
    expect(await read({ userId, problemId })).toMatch(/using submission_user(_problem)?_idx on submission/);
    const [index] = await scope.transaction(({ em }) =>
      em.execute<{ indexdef: string }[]>(
        `select indexdef from pg_indexes where indexname = 'submission_user_problem_idx'`,
      ),
    );
    expect(index!.indexdef).toContain('(organization_id, user_id, problem_id, accepted_at)');
  });

  it('answers which problems somebody tried with which outcome from the index alone [F1-22]', async () => {
    const scope = await aScope(app);
    const { user } = await aSignedInPerson(scope, ['learner']);
    const ask: Asking = ({ em, organization }) =>
      em.execute(
        `select problem_id, status, points from submission where organization_id = ? and user_id = ?
          order by accepted_at desc, id desc`,
        [organization.id, user.id],
      );
    expect(await planOf(scope, ask)).toContain('Index Only Scan using submission_user_idx on submission');
  });

  it.each([
    ['status', 'PENDING'],
    ['language', 'python'],
  ])('is found by %s, the newest first, by an index [F1-22]', async (column, value) => {
    const scope = await aScope(app);
    const ask: Asking = ({ em, organization }) =>
      em.execute(
        `select id from submission where organization_id = ? and ${column} = ? order by accepted_at desc limit 20`,
        [organization.id, value],
      );
    expect(await planOf(scope, ask)).toMatch(
      new RegExp(`Index Scan Backward using submission_${column}_idx on submission`),
    );
  });
});
