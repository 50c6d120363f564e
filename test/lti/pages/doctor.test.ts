import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { launchReasons, launchSteps } from '../../../lti/launch-rejected.ts';
import { reasonWords } from '../../../lti/doctor/reason-words.ts';
import { anOrganization } from '../../support/app.ts';
import { claimNames as names } from '../../support/lti/claim-names.ts';
import { openLaunches, publicUrl, type Launches } from '../../support/lti/open-launches.ts';
import { aVisitor } from '../../support/lti/visitor.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

const path = '/admin/lms/launches';
const aKeeper = (organizationId: string) => aVisitor(tool, organizationId, ['admin']);

describe('the launch doctor', () => {
  it('shows what came of each attempt, with the person who came in and never a token [CERT-05]', async () => {
    const place = await tool.place({ productFamily: 'moodle' });
    await tool.admits(() => place.launch({ claims: { name: 'Grace Hopper' } }));
    await tool.refuses(() => place.launch({ token: { kid: null } }), { reason: 'kid-missing' });
    const keeper = await aKeeper(place.organizationId);
    const { data } = await keeper.ask(path);
    expect(data.attempts).toMatchObject([
      { outcome: 'refused', reason: 'kid-missing', person: null },
      { outcome: 'launched', reason: null, person: 'Grace Hopper', messageType: 'LtiResourceLinkRequest' },
    ]);
    const { text } = await keeper.look(path);
    expect(text).toContain('The token names no key');
    expect(text).not.toMatch(/eyJ|lms\.example"/);
  });

  it('names the check at which it ended, what it means, and what to change in that LMS', async () => {
    const place = await tool.place({ productFamily: 'moodle' });
    const { answer } = await tool.refuses(() => place.launch({ token: { kid: 'unheard-of' } }), {
      reason: 'kid-unknown',
    });
    const keeper = await aKeeper(place.organizationId);
    const { data } = await keeper.ask(`${path}/${answer.reference!}`);
    const states = new Map(data.steps.map(({ step, state }) => [step, state]));
    expect([...states.keys()]).toEqual([...launchSteps]);
    expect([states.get('algorithm'), states.get('key'), states.get('signature')]).toEqual([
      'passed',
      'failed',
      'untried',
    ]);
    const { text } = await keeper.look(`${path}/${answer.reference!}`);
    const words = ['What to change in Moodle', 'Public keyset URL', place.platform.keys.url, `${publicUrl}/lti/login`];
    for (const word of [...words, 'Security Framework 5.1.3 (1)', 'unheard-of']) expect(text).toContain(word);
  });

  it('narrows by outcome and reason, and goes on page by page', async () => {
    const place = await tool.place();
    await tool.admits(() => place.launch());
    for (let time = 0; time < 2; time += 1)
      await tool.refuses(() => place.launch({ claims: { [names.version]: '1.1' } }), { reason: 'version-wrong' });
    const keeper = await aKeeper(place.organizationId);
    const count = async (query: string) => (await keeper.ask(`${path}?${query}`)).data.attempts.length;
    expect(
      await Promise.all(['', 'outcome=launched', 'reason=version-wrong', 'reason=kid-missing'].map(count)),
    ).toEqual([3, 1, 2, 0]);
    const { data } = await keeper.ask(`${path}?limit=2`);
    expect((await keeper.ask(data.links.next!)).data.attempts).toHaveLength(1);
    expect((await keeper.look(`${path}?reason=kid-missing`)).text).toContain('No attempt is like this');
  });

  it('is not there for other organizations, nor for those who only teach', async () => {
    const place = await tool.place();
    const { answer } = await tool.refuses(() => place.launch({ token: { kid: null } }), { reason: 'kid-missing' });
    const other = await aKeeper((await anOrganization(tool.app)).id);
    expect((await other.ask(path)).data.attempts).toEqual([]);
    expect((await other.look(`${path}/${answer.reference!}`)).status).toBe(404);
    const teacher = await aVisitor(tool, place.organizationId, ['instructor']);
    expect((await teacher.look(path)).status).toBe(404);
    expect((await teacher.look(`${path}/${answer.reference!}`)).status).toBe(404);
  });

  it('shows an organization nothing of a platform that many share, until a verified token names its deployment', async () => {
    const shared = await tool.place({ isDeployed: false });
    await shared.deploy(shared.organizationId, shared.platform.deploymentId);
    await tool.refuses(() => shared.launch({ token: { kid: null } }), { reason: 'kid-missing' });
    const keeper = await aKeeper(shared.organizationId);
    expect((await keeper.ask(path)).data.attempts).toEqual([]);
    await tool.admits(() => shared.launch());
    expect((await keeper.ask(path)).data.attempts).toMatchObject([{ outcome: 'launched' }]);
  });

  it.each(['en', 'de'])('has a meaning and a remedy for every reason, in %s', (locale) => {
    const { messages } = tool.app.kernel;
    const missing = Object.keys(launchReasons).flatMap((reason) =>
      ['reason', 'remedy']
        .map((kind) => `lti.doctor.${kind}.${reasonWords[reason as keyof typeof launchReasons]}`)
        .filter((key) => !messages.has(key) || messages.translate(locale as 'en', key, fields).length < 10),
    );
    expect(missing).toEqual([]);
  });
});

const fields = Object.fromEntries(
  'lms issuerField clientIdField deploymentField authorizationField platformKeysField loginField redirectField keysField targetField'
    .split(' ')
    .map((name) => [name, name]),
);
