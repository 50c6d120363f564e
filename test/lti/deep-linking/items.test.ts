import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publicUrl, openLaunches, type Launches } from '../../support/lti/open-launches.ts';
import { choicesOn, launchUrl, offer, openPicker } from './open-picker.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

/** The one item that the platform gets for a row of the tests' own plugin. */
async function itemFor(text: string, more: Record<string, unknown>) {
  const place = await tool.place();
  const [id] = await offer(tool, place, text);
  const picker = await openPicker(tool, place, more);
  const item = choicesOn(picker.page).find((each) => each.endsWith(id!))!;
  const fields = [
    ['chosen', item],
    ['edits.7.item', item],
    ['edits.7.title', 'A title'],
    ['edits.7.text', 'A text'],
  ] as const;
  const { items } = await picker.verified(await picker.send(fields));
  expect(items).toHaveLength(1);
  return { item, made: items[0] };
}

const icon = { url: 'https://tool.example/icon.png', width: 16, height: 16 };

describe('a content item', () => {
  it('that is a link to us has all that its kind gives, and nothing that is null [DL-13][DL-14][DL-15][DL-22]', async () => {
    const { item, made } = await itemFor('task: Fizz buzz', {});
    const [url, custom] = [launchUrl(item), { level: '2', item }];
    expect(made).toEqual({
      type: 'ltiResourceLink',
      title: 'A title',
      text: 'A text',
      url,
      custom,
      icon,
      thumbnail: icon,
      window: { targetName: 'task', width: 900, height: 700 },
      iframe: { width: 800, height: 600 },
      lineItem: {
        scoreMaximum: 20,
        label: 'A title',
        resourceId: item,
        tag: 'grade',
        gradesReleased: true,
        submissionReview: {
          reviewableStatus: ['InProgress', 'Submitted', 'Completed'],
          label: 'Look at it',
          url,
          custom,
        },
      },
      available: { startDateTime: '2027-03-01T08:00:00.000Z' },
      submission: { endDateTime: '2027-03-08T22:59:59.000Z' },
      'https://tool.example/spec/level': 2,
    });
  });

  it('that is a page for everybody has its address and the frame for it [DL-18]', async () => {
    const { made } = await itemFor('page: Samples', { accept_types: ['link'] });
    expect(made).toEqual({
      type: 'link',
      title: 'A title',
      text: 'A text',
      url: `${publicUrl}/samples`,
      icon,
      iframe: { src: `${publicUrl}/samples`, width: 640, height: 480 },
    });
  });

  it('that is markup is cleaned markup of ours [DL-19]', async () => {
    const { made } = await itemFor('note: **bold** <script>alert(1)</script><img src=x onerror=alert(1)>', {
      accept_types: ['html'],
    });
    expect(made).toMatchObject({ type: 'html', title: 'A title', text: 'A text' });
    const { html } = made as { html: string };
    expect(html).toContain('<strong>bold</strong>');
    expect(html).not.toMatch(/<script|<img|<[^>]+onerror/);
  });

  it('that is a file says until when it can be fetched, and is offered for its media type alone [DL-20]', async () => {
    const files = { accept_types: ['file'] };
    for (const accept_media_types of ['application/pdf', 'image/*, Application/*', '*/*', undefined]) {
      const { made } = await itemFor('report: Of the course', { ...files, accept_media_types });
      expect(made).toEqual({
        type: 'file',
        title: 'A title',
        text: 'A text',
        url: `${publicUrl}/samples/report.pdf`,
        expiresAt: '2027-03-08T22:59:59.000Z',
      });
    }
    const place = await tool.place();
    await offer(tool, place, 'report: Of the course');
    const picker = await openPicker(tool, place, { ...files, accept_media_types: 'image/png,application/pdfx' });
    expect(choicesOn(picker.page)).toEqual([]);
  });
});

describe('the picker', () => {
  it('refuses points that are none, and keeps what was typed and chosen', async () => {
    const place = await tool.place();
    const ids = await offer(tool, place, 'task: One', 'task: Two');
    const picker = await openPicker(tool, place, { accept_multiple: true });
    const item = `sample.task.${ids[1]}`;
    for (const points of ['0', '-3', '100001']) {
      const fields = [
        ['edits.0.item', item],
        ['edits.0.title', 'Two!'],
        ['edits.0.points', points],
      ] as const;
      const refused = await picker.send([['chosen', item], ...fields]);
      expect(refused.status).toBe(422);
      expect(refused.words).toContain('Points are a number above 0');
      expect(refused.page).toContain('value="Two!"');
      expect(refused.page).toMatch(new RegExp(`value="${item}" checked`));
      expect(refused.page).toMatch(new RegExp(`name="edits.2.points"[^>]* value="${points}" aria-invalid="true"`));
    }
    const nothing = await picker.send([]);
    expect(nothing.words).toContain('Choose something first');
    expect(nothing.page).not.toContain('giveUp');
  });

  it('draws hostile titles as text, and sends them on as they are', async () => {
    const place = await tool.place();
    const hostile = `"><script>alert('1')</script>&amp;`;
    const [id] = await offer(tool, place, `task: ${hostile}`);
    const picker = await openPicker(tool, place, { title: hostile, text: `</textarea>${hostile}` });
    expect(picker.page.page).not.toContain('<script>alert');
    const item = `sample.task.${id}`;
    const fields = [
      ['chosen', item],
      ['edits.0.item', item],
      ['edits.0.title', hostile],
    ] as const;
    const sent = await picker.send(fields);
    expect(sent.page).not.toContain('<script>alert');
    const { items } = await picker.verified(sent);
    expect(items).toMatchObject([{ title: hostile, lineItem: { label: hostile } }]);
  });

  it('shows fifty of a kind, sends them all, and finds the others by their titles', async () => {
    const place = await tool.place();
    const titles = Array.from({ length: 60 }, (_, number) => `task: Number ${String(number).padStart(2, '0')}`);
    await offer(tool, place, ...titles);
    const picker = await openPicker(tool, place, { accept_multiple: true });
    const tasks = choicesOn(picker.page).filter((item) => item.startsWith('sample.task'));
    expect(tasks).toHaveLength(50);
    expect(picker.page.words).toContain('There is more than can be shown');
    const edits = tasks.flatMap((item, index): [string, string][] => [
      [`edits.${index}.item`, item],
      [`edits.${index}.title`, `T${index}`],
      [`edits.${index}.text`, ''],
      [`edits.${index}.points`, String(index + 1)],
    ]);
    const found = await picker.client.ask(`/lti/deep-links/${picker.id}?q=Number+59`);
    expect(choicesOn(found)).toHaveLength(1);
    const nothing = await picker.client.ask(`/lti/deep-links/${picker.id}?q=Number+77`);
    expect(nothing.words).toContain('Nothing holds these words');
    const chosen = tasks.map((item) => ['chosen', item] as const);
    const { items } = await picker.verified(await picker.send([...chosen, ...edits]));
    expect(items.map(({ title }) => title)).toEqual(tasks.map((_, index) => `T${index}`));
    expect(items.at(-1)).toMatchObject({ lineItem: { scoreMaximum: 50 } });
  });

  it('gives the same to programs, and takes the same from them', async () => {
    const place = await tool.place();
    const picker = await openPicker(tool, place);
    const asked = await picker.client.ask(`/lti/deep-links/${picker.id}`, { headers: { accept: 'application/json' } });
    expect(JSON.parse(asked.page)).toMatchObject({
      success: true,
      data: { kinds: [{ choices: [{ item: 'courses.home', isGraded: false }] }] },
    });
    await picker.send([['chosen', 'courses.home']]);
    const late = await picker.client.ask(`/lti/deep-links/${picker.id}`, { headers: { accept: 'application/json' } });
    expect(JSON.parse(late.page)).toMatchObject({ success: false, error: { code: 'CONFLICT' } });
  });
});
