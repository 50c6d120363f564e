import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JWTPayload } from 'jose';
import { claimNames, openPracticeLms, type FlavourName, type PracticeLms } from '../support/lms/index.ts';
import { launchForm, post } from './browse.ts';
import { openMinimalTool, type MinimalTool } from './minimal-tool.ts';

let lms: PracticeLms;
const tools = {} as Record<FlavourName, MinimalTool>;
beforeAll(async () => {
  lms = await openPracticeLms();
  for (const flavour of ['moodle', 'canvas'] as const) {
    tools[flavour] = await openMinimalTool();
    await lms.registerTool(tools[flavour].registrationUrl, { flavour });
  }
});
afterAll(async () => {
  await Promise.all([lms.close(), tools.moodle.close(), tools.canvas.close()]);
});

const registered = (flavour: FlavourName) => lms.tools.find((tool) => tool.flavour === flavour)!;

/** Begins a choice, and gives what the tool was told. */
async function asked(flavour: FlavourName, options = {}) {
  const { programming } = lms.courses;
  const path = lms.chooseLaunchPath(programming, registered(flavour), lms.people.teacher, options);
  const { fields } = await launchForm(lms.address + path);
  const claims = await tools[flavour].verify(fields['id_token']!);
  const settings = claims[claimNames.deepLinkingSettings] as { deep_link_return_url: string; data?: string };
  return { claims, settings };
}

const item = (changed: object = {}) => ({
  type: 'ltiResourceLink',
  title: 'Loops',
  url: `${tools.moodle.address}/loops?item=1`,
  custom: { problem: 'loops' },
  ...changed,
});

/** The claims of a right answer. */
function answerTo(flavour: FlavourName, { claims, settings }: Awaited<ReturnType<typeof asked>>, items: object[]) {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: claims.aud as string,
    aud: lms.issuer,
    iat: now,
    exp: now + 300,
    nonce: `nonce ${Math.random()}`,
    [claimNames.deploymentId]: registered(flavour).deploymentId,
    [claimNames.messageType]: 'LtiDeepLinkingResponse',
    [claimNames.version]: '1.3.0',
    [claimNames.contentItems]: items,
    ...(settings.data === undefined ? {} : { [claimNames.deepLinkingData]: settings.data }),
  };
}

async function send(flavour: FlavourName, url: string, claims: JWTPayload | string, field = 'JWT') {
  const jwt = typeof claims === 'string' ? claims : await tools[flavour].sign(claims);
  const answer = await post(url, { [field]: jwt });
  return { status: answer.status, page: await answer.text() };
}

const choose = async (flavour: FlavourName, items: object[], changed: Record<string, unknown> = {}, options = {}) => {
  const request = await asked(flavour, options);
  const claims = { ...answerTo(flavour, request, items), ...changed };
  return send(flavour, request.settings.deep_link_return_url, claims);
};

describe('a request to choose', () => {
  it('says like Moodle that several are welcome, with no data, and keeps a query in its return address', async () => {
    const { claims, settings } = await asked('moodle');
    expect(settings).toMatchObject({ accept_types: ['ltiResourceLink'], accept_multiple: true });
    expect(settings).not.toHaveProperty('data');
    expect(settings.deep_link_return_url).toMatch(/contentitem_return\.php\?course=2&id=1&sesskey=[\w-]+$/);
    expect(claims).toMatchObject({ [claimNames.custom]: { link: null } });
    expect(claims).not.toHaveProperty([claimNames.resourceLink]);
  });

  it('says like Canvas that one is welcome, with data', async () => {
    const { settings } = await asked('canvas');
    expect(settings).toMatchObject({ accept_multiple: false, data: expect.stringContaining('op=321') });
  });

  it('is for teachers', async () => {
    const path = lms.chooseLaunchPath(lms.courses.programming, registered('moodle'), lms.people.sam);
    expect((await fetch(lms.address + path)).status).toBe(400);
  });
});

describe('an answer to it', () => {
  it('makes activities, with their address, values, columns and dates', async () => {
    const lineItem = { scoreMaximum: 20, label: 'Other', resourceId: 'r1', tag: 't' };
    const submission = { startDateTime: '2026-11-01T08:00:00Z', endDateTime: '2026-12-01T08:00:00+01:00' };
    const { status, page } = await choose('moodle', [
      item({ lineItem: { ...lineItem, submissionReview: { url: `${tools.moodle.address}/review` } }, submission }),
      item({ title: 'Sums' }),
    ]);
    expect([status, page]).toEqual([200, expect.stringContaining('Loops')]);
    const [loops, sums] = lms.activities.slice(-2);
    expect(loops).toMatchObject({ title: 'Loops', custom: { problem: 'loops' }, submission, courseId: '2' });
    expect(lms.columnOf(loops!)).toMatchObject({ label: 'Loops', scoreMaximum: 20, resourceId: 'r1', tag: 't' });
    expect(lms.columnOf(sums!)).toBeNull();
    const { fields } = await launchForm(lms.address + lms.launchPath(loops!, lms.people.sam));
    const claims = await tools.moodle.verify(fields['id_token']!);
    expect(claims).toMatchObject({
      [claimNames.targetLinkUri]: `${tools.moodle.address}/loops?item=1`,
      [claimNames.custom]: { problem: 'loops' },
    });
    expect(claims).toHaveProperty([claimNames.endpoint, 'lineitem']);
    const review = { message: 'LtiSubmissionReviewRequest', about: lms.people.sam } as const;
    const reviewed = await launchForm(lms.address + lms.launchPath(loops!, lms.people.teacher, review));
    expect(await tools.moodle.verify(reviewed.fields['id_token']!)).toMatchObject({
      [claimNames.targetLinkUri]: `${tools.moodle.address}/review`,
      [claimNames.forUser]: { user_id: lms.people.sam.id },
    });
    const withoutColumn = await launchForm(lms.address + lms.launchPath(sums!, lms.people.sam));
    expect(await tools.moodle.verify(withoutColumn.fields['id_token']!)).not.toHaveProperty([
      claimNames.endpoint,
      'lineitem',
    ]);
  });

  it('changes an activity that is chosen anew, which keeps its id and its column', async () => {
    const [again] = lms.activities;
    const { status } = await choose('moodle', [item({ title: 'New' })], {}, { again });
    expect(status).toBe(200);
    const changed = lms.activities.find(({ id }) => id === again!.id)!;
    expect(changed).toMatchObject({ title: 'New', custom: { problem: 'loops' } });
    expect(lms.columnOf(changed)).toMatchObject({ id: again!.id });
  });

  it('adds nothing when it is empty, and shows what the tool says', async () => {
    const before = lms.activities.length;
    const { status, page } = await choose('canvas', [], {
      [claimNames.deepLinkingMessage]: 'Not <now>',
      [claimNames.deepLinkingError]: 'No room',
    });
    expect(status).toBe(200);
    expect(page).toContain('Nothing was added');
    expect(page).toContain('Not &#60;now&#62;');
    expect(page).toContain('No room');
    expect(lms.activities).toHaveLength(before);
  });

  it('is taken once', async () => {
    const request = await asked('moodle');
    const claims = answerTo('moodle', request, [item()]);
    const first = await send('moodle', request.settings.deep_link_return_url, claims);
    const second = await send('moodle', request.settings.deep_link_return_url, claims);
    expect([first.status, second.status]).toEqual([200, 400]);
    expect(second.page).toContain('answered already');
    const other = await asked('moodle');
    const replayed = await send('moodle', other.settings.deep_link_return_url, claims);
    expect(replayed.page).toContain('nonce was used already');
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['of another client', { iss: 'other' }, 'iss is'],
    ['for another platform', { aud: 'https://other.example' }, 'aud is'],
    ['that is over', { exp: 1_700_000_000 }, 'exp is over'],
    ['without an end', { exp: undefined }, 'exp is missing'],
    ['without a nonce', { nonce: undefined }, 'nonce is missing'],
    ['of another deployment', { [claimNames.deploymentId]: '99' }, 'deployment_id is'],
    ['of another kind', { [claimNames.messageType]: 'LtiDeepLinkingRequest' }, 'message_type is'],
    ['of another version', { [claimNames.version]: '1.1.0' }, 'version is'],
    ['with other data', { [claimNames.deepLinkingData]: 'op=321' }, 'data is'],
    ['with a list that is none', { [claimNames.contentItems]: {} }, 'content_items is no list'],
  ])('is refused %s, with the reason', async (_case, changed, reason) => {
    const before = lms.activities.length;
    const { status, page } = await choose('canvas', [item()], changed);
    expect([status, page]).toEqual([400, expect.stringContaining(reason)]);
    expect(lms.activities).toHaveLength(before);
    expect(lms.choiceAnswers.at(-1)!.problems[0]).toContain(reason);
  });

  it.each<[string, object, string]>([
    ['of another type', { type: 'file' }, 'content_items[0].type: is none of the accepted types'],
    ['at another host', { url: 'https://other.example/' }, 'is not at the tool'],
    ['with values that are no text', { custom: { a: null } }, 'content_items[0].custom.a'],
    ['without a maximum', { lineItem: { label: 'a' } }, 'content_items[0].lineItem.scoreMaximum'],
    ['with a maximum of 0', { lineItem: { scoreMaximum: 0 } }, 'content_items[0].lineItem.scoreMaximum'],
    ['with a time without zone', { available: { startDateTime: '2026-11-01T08:00:00' } }, 'with a zone'],
    ['with an extension without a URL', { colour: 'red' }, 'extensions are named by a URL'],
  ])('is refused when it has an item %s', async (_case, changed, reason) => {
    const { status, page } = await choose('moodle', [item(changed), item()]);
    expect([status, page]).toEqual([400, expect.stringContaining(reason)]);
  });

  it('is refused with several where one is welcome, by another key, in another field, and out of nowhere', async () => {
    expect((await choose('canvas', [item(), item()])).page).toContain('content_items has 2, and one is accepted');
    const request = await asked('moodle');
    const claims = answerTo('moodle', request, [item()]);
    const url = request.settings.deep_link_return_url;
    const foreign = await send('moodle', url, await tools.canvas.sign(claims));
    expect(foreign.page).toContain('signature verification failed');
    expect((await send('moodle', url, claims, 'jwt')).page).toContain('no field named JWT');
    expect((await send('moodle', url, 'no.jwt')).page).toContain('The signature:');
    expect((await send('moodle', url.replace(/sesskey=.*/, ''), claims)).page).toContain('begun here');
    expect((await send('moodle', url, claims)).status).toBe(200);
  });
});
