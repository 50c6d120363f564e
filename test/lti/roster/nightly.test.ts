import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readRosterJob, readRosters } from '../../../lti/roster/roster-jobs.ts';
import type { Job } from '#src/jobs/job.ts';
import type { Scope } from '#src/scope/scope.ts';
import { learner, openRosters, teacher, type RosterCourse, type Rosters } from '../../support/lti/open-rosters.ts';

let tool: Rosters;
beforeAll(async () => {
  tool = await openRosters();
}, 120_000);
afterAll(() => tool.close());

interface Running {
  run(scope: Scope, data: object, run: { readonly signal: AbortSignal; readonly attempt: number }): Promise<void>;
}

const runOf = (job: Job) => job as unknown as Running;
const once = { signal: new AbortController().signal, attempt: 1 };

const jobsOf = ({ organizationId }: RosterCourse) =>
  tool.rows.rows(
    `select data -> 'data' as data, start_after from pgboss.job
     where name = 'lti.readRoster' and data ->> 'organizationId' = $1 order by start_after`,
    [organizationId],
  );

describe('every night', () => {
  it('asks for the rosters of the courses that are in use, spread over two hours [NRPS-13]', async () => {
    const course = await tool.course({ members: [teacher] });
    const context = (id: string) => ({ 'https://purl.imsglobal.org/spec/lti/claim/context': { id, title: id } });
    await course.enter(context('second'));
    await course.enter(context('over'));
    await tool.rows.rows(
      `update lti_membership set launched_at = now() - interval '61 days'
       where context_id = (select id from lti_context where context_id = 'over' and organization_id = $1)`,
      [course.organizationId],
    );
    const scope = await course.scope();
    await scope.transaction((inside) => runOf(readRosters).run(inside, {}, once));
    const [first, second, ...more] = await jobsOf(course);
    expect(more).toEqual([]);
    expect(first!.data).toMatchObject({ isNightly: true });
    const apartMs = Number(second!.start_after) - Number(first!.start_after);
    expect(apartMs / 60_000).toBeCloseTo(60, 0);
  });

  it('tries again what fails for a while, twice, and says each time how it stands [NRPS-13, NRPS-15]', async () => {
    const course = await tool.course({ members: [teacher, learner('1')], refuses: { status: 503 } });
    const scope = await course.scope();
    const attempt = (number: number, isNightly = true) =>
      runOf(readRosterJob).run(scope, { contextId: course.contextId, isNightly }, { ...once, attempt: number });
    for (const number of [1, 2]) await expect(attempt(number)).rejects.toMatchObject({ status: 503 });
    await attempt(3);
    await attempt(1, false);
    expect(await course.roster()).toMatchObject({ state: 'failed' });
    course.server.serve({ members: [], refuses: { status: 403 } });
    await attempt(1);
    expect(await course.roster()).toMatchObject({ state: 'off' });
  });
});
