import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { claimNames as names, roles } from '../../support/lti/claim-names.ts';
import { openLaunches, type Launches } from '../../support/lti/open-launches.ts';
import { answerNames, choicesOn, offer, openPicker, request } from './open-picker.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

const home = ['chosen', 'courses.home'] as const;

describe('a request for content', () => {
  it('comes without a resource link, and outside a course too [DL-01]', async () => {
    const place = await tool.place();
    await offer(tool, place, 'task: Fizz buzz');
    const outside = await openPicker(tool, place, {}, { [names.context]: undefined });
    expect(outside.page.status).toBe(200);
    // What is chosen there is no course's page.
    expect(choicesOn(outside.page)).toEqual([expect.stringMatching(/^sample\.task\./)]);
  });

  it('needs a return address, types and targets, and nothing else [DL-02]', async () => {
    const place = await tool.place();
    await openPicker(tool, place);
    for (const missing of ['deep_link_return_url', 'accept_types', 'accept_presentation_document_targets'])
      await tool.refuses(() => place.launch({ claims: request(place, { [missing]: undefined }) }), {
        reason: 'deep-linking-settings-wrong',
        status: 400,
        after: 'nonce',
        detail: [missing],
      });
    await tool.refuses(() => place.launch({ claims: { ...request(place), [names.deepLinkingSettings]: undefined } }), {
      reason: 'deep-linking-settings-wrong',
      detail: ['deep_linking_settings'],
    });
  });

  it('may hold members of LTI 1, and optional ones that make no sense [DL-03]', async () => {
    const odd = {
      accept_copy_advice: false,
      accept_unsigned: false,
      can_confirm: false,
      accept_multiple: 'often',
      title: 7,
    };
    const picker = await openPicker(tool, await tool.place(), odd);
    expect(picker.page.page).toContain('type="radio"');
    const { items } = await picker.verified(await picker.send([home]));
    expect(items).toHaveLength(1);
  });

  it('gets only what is of a type that it takes [DL-04]', async () => {
    const place = await tool.place();
    await offer(tool, place, 'task: A task', 'page: A page', 'note: A note', 'report: A report');
    const kindsFor = async (...types: string[]) =>
      choicesOn((await openPicker(tool, place, { accept_types: types })).page).map((item) =>
        item.replace(/\.[^.]+$/, ''),
      );
    expect(await kindsFor('link')).toEqual(['sample.page']);
    expect(await kindsFor('html', 'file')).toEqual(['sample.note', 'sample.report']);
    expect(await kindsFor('ltiResourceLink', 'ltiAssetProcessor')).toEqual(['courses', 'sample.task']);
    const picker = await openPicker(tool, place, { accept_types: ['link'] });
    const refused = await picker.send([home]);
    expect(refused.status).toBe(422);
  });

  it('that takes nothing of ours is told so, and gets an empty answer [DL-04]', async () => {
    const picker = await openPicker(tool, await tool.place(), { accept_types: ['image'] });
    expect(picker.page.words).toContain('Your LMS takes nothing here that Assay offers');
    expect(choicesOn(picker.page)).toEqual([]);
    const { items, payload } = await picker.verified(
      await picker.send([
        ['act', 'cancel'],
        ['message', 'Nothing'],
      ]),
    );
    expect(items).toEqual([]);
    expect(payload[answerNames.message]).toBe('Nothing');
  });

  it('gets several things where it takes several, and one otherwise [DL-05][DL-17]', async () => {
    const place = await tool.place();
    const ids = await offer(tool, place, 'task: One', 'task: Two');
    const both = [home, ...ids.map((id) => ['chosen', `sample.task.${id}`] as const)];
    const one = await openPicker(tool, place);
    expect(one.page.page).not.toContain('type="checkbox"');
    expect((await one.send(both)).words).toContain('Your LMS takes one thing at a time');
    const several = await openPicker(tool, place, { accept_multiple: true });
    expect(several.page.page).not.toContain('type="radio"');
    const { items } = await several.verified(await several.send([...both, home]));
    expect(items.map(({ url }) => new URL(String(url)).searchParams.get('item'))).toEqual(both.map(([, item]) => item));
    const resourceIds = items.flatMap(
      ({ lineItem }) => (lineItem as { resourceId: string } | undefined)?.resourceId ?? [],
    );
    expect(new Set(resourceIds).size).toBe(2);
  });

  it('that makes no grade columns gets none and is not promised one; one that is silent gets them [DL-06]', async () => {
    const place = await tool.place();
    const [task] = await offer(tool, place, 'task: Fizz buzz');
    const answered = async (more: Record<string, unknown>) => {
      const picker = await openPicker(tool, place, more);
      const { items } = await picker.verified(await picker.send([['chosen', `sample.task.${task}`]]));
      return { words: picker.page.words, lineItem: items[0]!.lineItem };
    };
    const without = await answered({ accept_lineitem: false });
    expect(without.words).toContain('Your LMS makes no grade column');
    expect(without.words).not.toContain('Points in the gradebook');
    expect(without.lineItem).toBeUndefined();
    for (const more of [{}, { accept_lineitem: true }]) {
      const { words, lineItem } = await answered(more);
      expect(words).toContain('Points in the gradebook');
      expect(words).not.toContain('no grade column');
      expect(lineItem).toMatchObject({ scoreMaximum: 20 });
    }
  });

  it('that saves at once says so before anything is chosen [DL-07]', async () => {
    const place = await tool.place();
    const sentence = 'Your LMS saves what you add at once';
    expect((await openPicker(tool, place, { auto_create: true })).page.words).toContain(sentence);
    expect((await openPicker(tool, place)).page.words).not.toContain(sentence);
  });

  it('fills in its title and text where it takes one thing; several keep their own [DL-08]', async () => {
    const place = await tool.place();
    await offer(tool, place, 'task: Fizz buzz');
    const given = { title: 'Week <1>', text: 'Read "this"' };
    const one = (await openPicker(tool, place, given)).page.page;
    expect(one).toContain('value="Week &lt;1&gt;"');
    expect(one).toContain('Read &quot;this&quot;</textarea>');
    const several = (await openPicker(tool, place, { ...given, accept_multiple: true })).page.page;
    expect(several).not.toContain('Week');
    expect(several).toContain('value="Fizz buzz"');
    expect(several).toContain('value="Course home"');
  });
});

describe('content is chosen by those who teach [DL-24]', () => {
  it.each([
    ['an instructor', [roles.instructor]],
    ['a teaching assistant', [roles.teachingAssistant]],
  ])('such as %s', async (_who, given) => {
    const picker = await openPicker(tool, await tool.place(), {}, { [names.roles]: given });
    expect(picker.page.status).toBe(200);
  });

  it.each([
    ['a learner', [roles.learner]],
    ['an administrator of the institution without a role in the course', [roles.institutionAdministrator]],
    ['somebody without a role', []],
    ['somebody of whom no role is told', undefined],
  ])('and %s reads why not', async (_who, given) => {
    const place = await tool.place();
    const { answer } = await tool.refuses(() => place.launch({ claims: { ...request(place), [names.roles]: given } }), {
      reason: 'role-may-not-choose',
      status: 403,
      after: 'deployment',
    });
    expect(answer.words).toContain('Content is chosen by those who teach here');
  });

  it('and each organization offers its own', async () => {
    const [mine, theirs] = [await tool.place(), await tool.place()];
    const [task] = await offer(tool, theirs, 'task: Theirs');
    const picker = await openPicker(tool, mine);
    expect(picker.page.page).not.toContain('Theirs');
    expect((await picker.send([['chosen', `sample.task.${task}`]])).status).toBe(422);
  });
});
