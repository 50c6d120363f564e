import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { answerDeepLink } from '../../../lti/deep-linking/answer-deep-link.ts';
import { Choice } from '../../../lti/deep-linking/choice.ts';
import { selectDeepLink } from '../../../lti/deep-linking/select-deep-link.ts';
import { scopeIn } from '../../support/app.ts';
import { claimNames as names } from '../../support/lti/claim-names.ts';
import { openLaunches, type Launches } from '../../support/lti/open-launches.ts';
import { answerForm, answerNames, choicesOn, launchUrl, offer, openPicker } from './open-picker.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

const home = [['chosen', 'courses.home']] as const;

describe('the answer to a platform that asks for content', () => {
  it('is a picker, then one signed form of the browser to the address of the platform [CERT-D01][CERT-D02][DL-11]', async () => {
    const place = await tool.place();
    const picker = await openPicker(tool, place);
    expect(picker.page.status).toBe(200);
    expect(choicesOn(picker.page)).toEqual(['courses.home']);
    const sent = await picker.send(home);
    expect(sent.status).toBe(200);
    expect(answerForm(sent).action).toBe(`${place.platform.issuer}/return?course=2&sesskey=a%20b`);
    expect(sent.page).toMatch(/data-lti-answer[\s\S]*<button/);
    expect(sent.headers.get('cache-control')).toBe('no-store');
    const policy = sent.headers.get('content-security-policy');
    expect(policy).toContain(`form-action 'self' ${place.platform.issuer};`);
    expect(policy).not.toContain('unsafe');
  });

  it('says what it is, in time, signed with a published key, for nobody else [CERT-D03][CERT-D04][CERT-D05][CERT-D06][DL-10][SEC-10]', async () => {
    const place = await tool.place();
    const picker = await openPicker(tool, place, { data: 'csrf:1+/=ä' });
    const { header, payload } = await picker.verified(await picker.send(home));
    expect(Object.keys(header).toSorted()).toEqual(['alg', 'kid', 'typ']);
    expect(payload).toMatchObject({
      iss: place.platform.clientId,
      aud: place.platform.issuer,
      nonce: expect.stringMatching(/^.{22,}$/),
      [names.messageType]: 'LtiDeepLinkingResponse',
      [names.version]: '1.3.0',
      [names.deploymentId]: place.platform.deploymentId,
      [answerNames.data]: 'csrf:1+/=ä',
    });
    expect(payload.exp! - payload.iat!).toBe(300);
    const other = await openPicker(tool, place);
    expect(decodeJwt(answerForm(await other.send(home)).jwt).nonce).not.toBe(payload.nonce);
  });

  it.each([
    ['a word', 'x'],
    ['nothing', ''],
    ['signs', `"><script>alert('&#39;')</script>\n\u2028`],
    ['a hundred kilobytes', 'd'.repeat(100_000)],
  ])('brings data of %s back as it came [DL-09]', async (_name, data) => {
    const picker = await openPicker(tool, await tool.place(), { data });
    const { payload } = await picker.verified(await picker.send(home));
    expect(payload[answerNames.data]).toBe(data);
  });

  it('has no data where none came [DL-09]', async () => {
    const picker = await openPicker(tool, await tool.place());
    const { payload } = await picker.verified(await picker.send(home));
    expect(payload).not.toHaveProperty([answerNames.data]);
  });

  it('holds what was chosen, named in the address and among the custom values [CERT-D07][DL-16]', async () => {
    const place = await tool.place();
    const [task] = await offer(tool, place, 'task: Fizz buzz');
    const picker = await openPicker(tool, place);
    const item = `sample.task.${task}`;
    const { items } = await picker.verified(
      await picker.send([
        ['chosen', item],
        ['edits.0.item', item],
        ['edits.0.title', 'Fizz buzz, week 1'],
        ['edits.0.text', 'Two lines\r\nof text'],
        ['edits.0.points', '12.5'],
      ]),
    );
    expect(items).toMatchObject([
      {
        type: 'ltiResourceLink',
        title: 'Fizz buzz, week 1',
        text: 'Two lines\nof text',
        url: launchUrl(item),
        custom: { item, level: '2' },
        lineItem: { scoreMaximum: 12.5, label: 'Fizz buzz, week 1', resourceId: item },
      },
    ]);
  });

  it('is empty when the person leaves, and says so in their language [DL-12]', async () => {
    const picker = await openPicker(tool, await tool.place(), {}, { [names.launchPresentation]: { locale: 'de' } });
    expect(picker.page.page).toContain('name="message" value="In Assay wurde nichts ausgewählt."');
    const sent = await picker.send([['act', 'cancel'], ['message', 'In Assay wurde nichts ausgewählt.'], ...home]);
    const { items, payload } = await picker.verified(sent);
    expect(items).toEqual([]);
    expect(payload[answerNames.message]).toBe('In Assay wurde nichts ausgewählt.');
    expect(payload).not.toHaveProperty([answerNames.errorMessage]);
  });

  it('tells the platform of what could not be had, when the person leaves because of it [DL-12]', async () => {
    const picker = await openPicker(tool, await tool.place());
    const refused = await picker.send([['chosen', 'sample.task.6e2b7a0e-0000-4000-8000-000000000000']]);
    expect(refused.status).toBe(422);
    expect(refused.words).toContain('What you chose is not here any more');
    const message = /name="act" value="giveUp">\s*<input type="hidden" name="message" value="([^"]+)"/.exec(
      refused.page,
    );
    const sent = await picker.send([
      ['act', 'giveUp'],
      ['message', message![1]!],
    ]);
    const { items, payload } = await picker.verified(sent);
    expect(items).toEqual([]);
    expect(payload[answerNames.errorMessage]).toContain('What you chose is not here any more');
    expect(payload[answerNames.errorLog]).toBe(`chosen-item-refused ${picker.id}`);
  });
});

describe('an answer is sent once [DL-25]', () => {
  it('and a reload of it, or of the picker, says so with a way back', async () => {
    const picker = await openPicker(tool, await tool.place());
    await picker.send(home);
    for (const again of [await picker.send(home), await picker.look()]) {
      expect(again.status).toBe(409);
      expect(again.words).toContain('Your choice was sent already');
      expect(again.page).toMatch(/href="https:\/\/[\w-]+\.lms\.example\/back" target="_top"/);
      expect(again.page).not.toContain('JWT');
    }
  });

  it('however many come at the same instant', async () => {
    const place = await tool.place();
    const { id, user } = await openPicker(tool, place);
    const actor = { kind: 'user', id: String(user.id), roles: new Set<never>() } as const;
    const scope = await scopeIn(tool.app, place.organizationId, actor);
    // Each has read that nothing was sent yet.
    const row = (await scope.transaction((inside) => selectDeepLink(inside, id)))!;
    const choice = Choice.parse({ deepLink: id, chosen: ['courses.home'] });
    const ends = await Promise.allSettled([1, 2, 3, 4, 5].map(() => answerDeepLink(scope, row, choice)));
    const refused = ends.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(4);
    for (const each of refused) expect(each).toMatchObject({ reason: { refusal: 'conflict' } });
  });

  it('and not at all after the hours in which a platform waits', async () => {
    const picker = await openPicker(tool, await tool.place());
    await tool.rows.rows(`update lti_deep_link set expires_at = now() - interval '1 second' where id = $1`, [
      picker.id,
    ]);
    for (const late of [await picker.send(home), await picker.look()]) {
      expect(late.status).toBe(410);
      expect(late.words).toContain('This page is too old');
    }
  });

  it('by the person who was asked, and nobody else', async () => {
    const place = await tool.place();
    const [mine, theirs] = [await openPicker(tool, place), await openPicker(tool, place)];
    expect((await theirs.send(home, mine.id)).status).toBe(404);
    expect((await theirs.client.ask(`/lti/deep-links/${mine.id}`)).status).toBe(404);
    expect((await mine.send(home)).status).toBe(200);
  });
});
