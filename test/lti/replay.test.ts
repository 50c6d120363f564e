import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase } from '../support/app.ts';
import { sessionOf } from '../support/lti/expect-session.ts';
import { launchClient } from '../support/lti/launch-client.ts';
import { openLaunches, type Launches, type Place } from '../support/lti/open-launches.ts';
import { spawnWeb, type SpawnedWeb } from '../support/lti/spawn-web.ts';

let tool: Launches;
let processes: SpawnedWeb[];
beforeAll(async () => {
  tool = await openLaunches();
  const { appUrl } = await testDatabase();
  processes = await Promise.all([spawnWeb(appUrl), spawnWeb(appUrl)]);
}, 120_000);
afterAll(async () => {
  await Promise.all((processes ?? []).map(({ stop }) => stop()));
  await tool.close();
});

/** A launch that only has to be posted, and browsers at each process that hold what the beginning one holds. */
async function readyLaunch({ begin, platform }: Place) {
  const { client, state, nonce } = await begin(launchClient(processes[0]!.address));
  const fields = { id_token: await platform.idToken(platform.claims({ nonce })), state };
  const browsers = processes.map(({ address }) => {
    const browser = launchClient(address);
    for (const [name, value] of client.jar) browser.jar.set(name, value);
    return browser;
  });
  return { fields, browsers };
}

describe('one launch, two processes on one database', () => {
  it('of twenty posts at the same instant exactly one opens a session [CERT-X05]', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { fields, browsers } = await readyLaunch(await tool.place());
      await Promise.all(browsers.map((browser) => browser.ask('/healthz')));
      const before = await tool.rows.sessions();
      const posts = Array.from({ length: 20 }, (_, index) => browsers[index % 2]!.launch(fields));
      const answers = await Promise.all(posts);
      expect(answers.filter((answer) => sessionOf(answer))).toHaveLength(1);
      expect(await tool.rows.sessions()).toBe(before + 1);
      expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
      expect(answers.filter(({ reason }) => reason === 'state-used')).toHaveLength(19);
    }
  }, 120_000);

  it('begun at one process is finished at the other', async () => {
    const { fields, browsers } = await readyLaunch(await tool.place());
    const answer = await browsers[1]!.launch(fields);
    expect(answer.status).toBe(303);
    expect(sessionOf(answer)).not.toBeNull();
  });

  it('begun in one browser is not finished in another [SEC-07]', async () => {
    const { fields } = await readyLaunch(await tool.place());
    const before = await tool.rows.sessions();
    for (const { address } of processes) {
      const answer = await launchClient(address).launch(fields);
      expect(sessionOf(answer)).toBeNull();
      expect(answer.status).toBeLessThan(500);
    }
    expect(await tool.rows.sessions()).toBe(before);
  });
});
