import { Pool } from 'undici';
import { quantile, type Report } from '../report.ts';

/** Our key set, asked over one kept connection: platforms ask for it before each token that they hand out. */
export async function measureKeys(origin: string, report: Report) {
  const pool = new Pool(origin, { connections: 1 });
  const times: number[] = [];
  let cacheControl = '';
  for (let asked = 0; asked < 1_200; asked += 1) {
    const started = performance.now();
    const { body, headers } = await pool.request({ method: 'GET', path: '/lti/keys' });
    await body.dump();
    if (asked >= 200) times.push(performance.now() - started);
    cacheControl = String(headers['cache-control']);
  }
  await pool.close();
  report({
    metric: '/lti/keys, median of one after the other',
    value: quantile(times, 0.5),
    unit: 'ms',
    goal: { atMost: 1 },
  });
  const seconds = Number(/public, max-age=(\d+)/.exec(cacheControl)?.[1] ?? 0);
  report({ metric: '/lti/keys, may be kept', value: seconds, unit: 's', goal: { atLeast: 60 } });
}
