import { attempts } from '../../support/lti/attempt.ts';
import { claimNames as names } from '../../support/lti/claim-names.ts';
import { register } from '../../support/lti/register.ts';
import { openRosterServer } from '../../support/lti/roster-server.ts';
import { openTestPlatform } from '../../support/lti/test-platform.ts';
import { publicUrl, toolEnvironment } from '../../support/lti/tool-environment.ts';
import { watchStatements } from '../../support/watch-statements.ts';
import { applyRoster } from '../../../lti/roster/apply-roster.ts';
import { beginRead } from '../../../lti/roster/begin-read.ts';
import { readMemberships } from '../../../lti/advantage/memberships.ts';
import type { Report } from '../report.ts';
import { aScratchScope, type Scratch } from '../scratch.ts';

const people = 2_000;
const pageSize = 50;
/** What a platform takes for a page. */
const answerMs = 50;

/** A roster of two thousand members in pages of fifty: how long reading takes, and how many statements taking it over. */
export async function measureRoster(scratch: Scratch, report: Report) {
  const watched = watchStatements();
  const app = await scratch.open({ works: false, environment: { ...toolEnvironment, OUTBOUND_ALLOW: '127.0.0.1' } });
  const platform = await openTestPlatform({ publicUrl });
  const members = Array.from({ length: people }, (_, place) => ({
    user_id: `member-${place}`,
    roles: [place < 20 ? 'Instructor' : 'Learner'],
    name: `Member ${place}`,
  }));
  const server = await openRosterServer({ members, pageSize, answerMs });
  try {
    const scope = await aScratchScope(app);
    const { registrationId } = await register(
      app,
      { ...platform, tokenUrl: server.tokenUrl },
      { organizationId: scope.organization.id },
    );
    const { port } = await app.serve({ port: 0, host: '127.0.0.1' });
    const { launch } = attempts(`http://127.0.0.1:${port}`, platform);
    await launch({ claims: { [names.namesRoleService]: { context_memberships_url: server.membershipsUrl } } });
    const [context] = await scope.transaction(({ em }) => em.execute<{ id: string }[]>('select id from lti_context'));
    const begun = (await beginRead(scope, context!.id))!;
    const url = server.membershipsUrl;
    const read = await timed(() => readMemberships(scope, registrationId, { url, limit: pageSize }));
    report({
      metric: `reading a roster of ${people} in pages of ${pageSize}, ${answerMs} ms each`,
      value: read.seconds,
      unit: 's',
      goal: { atMost: 10 },
    });
    watched.take();
    for (const [which, found] of [
      ['for the first time', read.result],
      ['once more', read.result],
      ['with half of it gone', { ...read.result, members: read.result.members.slice(people / 2) }],
    ] as const) {
      const applied = await timed(() => applyRoster(scope, begun, found, null));
      const metric = `taking over a roster of ${people} ${which}`;
      report({ metric, value: watched.take().length, unit: 'statements', goal: { atMost: 20 } });
      report({ metric, value: applied.seconds, unit: 's', goal: null });
    }
  } finally {
    await server.close();
    await platform.close();
    await app.stop();
    watched.stop();
  }
}

async function timed<R>(work: () => Promise<R>) {
  const started = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - started) / 1_000 };
}
