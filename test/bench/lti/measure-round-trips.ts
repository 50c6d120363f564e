import { attempts } from '../../support/lti/attempt.ts';
import { register } from '../../support/lti/register.ts';
import { openTestPlatform } from '../../support/lti/test-platform.ts';
import { publicUrl, toolEnvironment } from '../../support/lti/tool-environment.ts';
import { watchStatements } from '../../support/watch-statements.ts';
import type { Report } from '../report.ts';
import { aScratchScope, type Scratch } from '../scratch.ts';

/** Messages to PostgreSQL of a login and a launch together: of somebody new in a new course, and of the same once more. */
export async function measureRoundTrips(scratch: Scratch, report: Report) {
  const watched = watchStatements();
  const app = await scratch.open({ works: false, environment: toolEnvironment });
  const platform = await openTestPlatform({ publicUrl });
  try {
    const { organization } = await aScratchScope(app);
    await register(app, platform, { organizationId: organization.id });
    const { port } = await app.serve({ port: 0, host: '127.0.0.1' });
    const { launch } = attempts(`http://127.0.0.1:${port}`, platform);
    const context = { id: 'new course', title: 'New course' };
    const claims = { sub: 'new', 'https://purl.imsglobal.org/spec/lti/claim/context': context };
    // Connections, the organization and the platform's keys are known after anybody's launch.
    await launch({ claims: { sub: 'somebody before' } });
    for (const [which, goal] of [
      ['first', 20],
      ['repeated', 10],
    ] as const) {
      watched.take();
      await launch({ claims });
      const trips = watched.take().length;
      report({
        metric: `round trips of a ${which} launch, login included`,
        value: trips,
        unit: 'round trips',
        goal: { atMost: goal },
      });
    }
  } finally {
    await platform.close();
    await app.stop();
    watched.stop();
  }
}
