import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { inviteLms } from '#lti';
import { freePort } from '../../browser/open-tool.ts';
import type { Report } from '../report.ts';
import { aScratchScope, type Scratch } from '../scratch.ts';

/** How long the event loop stands still while platforms register themselves, keys of ours being made among it. */
export async function measureRegistration(scratch: Scratch, report: Report) {
  const port = await freePort();
  const app = await scratch.open({ works: false, environment: { PUBLIC_URL: `http://127.0.0.1:${port}` } });
  await app.serve({ port, host: '127.0.0.1' });
  const platform = fork(path.join(import.meta.dirname, 'platform-process.ts'), { execArgv: [] });
  try {
    await once(platform, 'message');
    const scope = await aScratchScope(app);
    const register = async () => {
      platform.send((await inviteLms(scope)).registrationUrl);
      const [answer] = (await once(platform, 'message')) as [string];
      if (answer !== 'registered') throw new Error(answer);
    };
    // What is compiled and drawn for the first time is every page's and not a registration's.
    await register();
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    for (let made = 0; made < 5; made += 1) await register();
    delay.disable();
    report({
      metric: 'event loop, longest standstill during 5 registrations',
      value: delay.max / 1e6,
      unit: 'ms',
      goal: { atMost: 20 },
    });
  } finally {
    platform.kill();
    await app.stop();
  }
}
