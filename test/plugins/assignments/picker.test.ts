import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { topicsNamed } from '../../../plugins/problems/topics/topics-named.ts';
import { aDraft, aProblem } from '../../support/problem-factories.ts';
import { claimNames as names, roles } from '../../support/lti/claim-names.ts';
import { openLaunches, type Launches } from '../../support/lti/open-launches.ts';
import { itemsOf, openChoosing, type Choosing } from './open-choosing.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

/** Two links, each with its own problem and points. */
const linksOf = ({ problems: [sums, loops] }: Choosing) =>
  [
    ['links.0.title', 'Week 1'],
    ['links.0.problems.0.id', sums!.id],
    ['links.0.problems.0.points', '20'],
    ['links.0.releaseAt', '2030-03-01T08:00'],
    ['links.0.dueAt', '2030-03-30T23:59'],
    ['links.1.title', 'Week 2'],
    ['links.1.problems.0.id', loops!.id],
    ['links.1.problems.0.points', '12.5'],
  ] as const;

const both = ({ problems: [sums, loops] }: Choosing) =>
  [
    ['links.0.title', 'Both'],
    ['links.0.problems.0.id', loops!.id],
    ['links.0.problems.0.points', '60'],
    ['links.0.problems.1.id', sums!.id],
    ['links.0.problems.1.points', '40'],
  ] as const;

describe('the picker', () => {
  it('is where a request for links leads, and offers what is published, searched and narrowed [B-03][B-04]', async () => {
    const place = await openChoosing(tool);
    expect(place.landed).toMatch(/^\/assignments\/picker\/[\w-]{36}\?frame=/);
    await aDraft(place.scope, { title: 'Unfinished' });
    await aProblem(place.scope, { title: 'Hard one', difficulty: 'expert', category: 'graphs' });
    const { words: page } = await place.ask(place.picker);
    for (const title of ['Sums', 'Loops', 'Hard one']) expect(page).toContain(title);
    expect(page).not.toContain('Unfinished');
    const titles = async (query: string) =>
      [...(await place.ask(`${place.picker}?${query}`)).page.matchAll(/<p class="strong">([^<]+)<\/p>/g)].map(
        ([, one]) => one,
      );
    expect(await titles('q=loop')).toEqual(['Loops']);
    expect(await titles('difficulty=expert')).toEqual(['Hard one']);
    expect(await titles('category=graphs')).toEqual(['Hard one']);
    expect(await titles('language=python&sort_by=title&order=asc')).toEqual(['Hard one', 'Loops', 'Sums']);
    expect(await titles('language=rust')).toEqual(['No problem fits']);
    expect(await titles('own=true')).toEqual(['No problem fits']);
  });

  it('offers the topics of the organization, narrows by one, and keeps it while one chooses [B-04]', async () => {
    const place = await openChoosing(tool);
    const [graphs] = await place.scope.transaction((inside) => topicsNamed(inside, ['Graphs & trees', 'Sorting']));
    const { id } = await aProblem(place.scope, { title: 'Shortest way', topicIds: [graphs!] });
    const { page } = await place.ask(`${place.picker}?topic=graphs-trees`);
    expect(page).toContain('<option value="graphs-trees" selected>Graphs &amp; trees</option>');
    const titles = (text: string) => [...text.matchAll(/<p class="strong">([^<]+)<\/p>/g)].map(([, one]) => one);
    expect(titles(page)).toEqual(['Shortest way']);
    expect(titles((await place.ask(`${place.picker}?topic=sorting`)).page)).toEqual(['No problem fits']);
    const fields = [
      ['problemId', id],
      ['act', 'add'],
      ['asked', 'topic=graphs-trees'],
    ] as const;
    expect((await place.send(`${place.picker}/problems`, fields)).location).toContain('?topic=graphs-trees');
  });

  it('keeps what is chosen while one searches, in an order that buttons change', async () => {
    const place = await openChoosing(tool);
    const [sums, loops] = place.problems;
    await place.choose(sums!.id);
    await place.choose(loops!.id);
    const chosen = async () =>
      [...(await place.ask(`${place.picker}?q=nothing`)).page.matchAll(/<li class="row apart"><span>([^<]+)</g)].map(
        ([, title]) => title,
      );
    expect(await chosen()).toEqual(['Sums', 'Loops']);
    await place.send(`${place.picker}/problems`, [
      ['problemId', loops!.id],
      ['act', 'up'],
    ]);
    expect(await chosen()).toEqual(['Loops', 'Sums']);
    await place.send(`${place.picker}/problems`, [
      ['problemId', loops!.id],
      ['act', 'remove'],
    ]);
    expect(await chosen()).toEqual(['Sums']);
  });

  it('shows a problem as learners would see it, and takes no draft', async () => {
    const place = await openChoosing(tool);
    const { page } = await place.ask(`${place.picker}/problems/${place.problems[0]!.id}`);
    expect(page).toContain('Read two numbers');
    expect(page).not.toContain('1000000 2');
    const draft = await aDraft(place.scope, { title: 'Unfinished' });
    expect((await place.ask(`${place.picker}/problems/${draft}`)).status).toBe(404);
    expect((await place.choose(draft)).status).toBe(422);
  });

  it('answers with a link for each, its column, points and dates, and each becomes an assignment of its own [B-07]', async () => {
    const place = await openChoosing(tool);
    const items = itemsOf(await place.send(place.picker, linksOf(place)));
    const [first, second, ...others] = await place.assignments();
    expect(others).toEqual([]);
    expect(items).toMatchObject([
      {
        type: 'ltiResourceLink',
        title: 'Week 1',
        custom: { item: `assignments.${String(first!.id)}` },
        lineItem: { scoreMaximum: 20, label: 'Week 1', resourceId: `assignments.${String(first!.id)}` },
        available: { startDateTime: '2030-03-01T08:00:00.000Z' },
        submission: { startDateTime: '2030-03-01T08:00:00.000Z', endDateTime: '2030-03-30T23:59:00.000Z' },
      },
      { title: 'Week 2', lineItem: { scoreMaximum: 12.5, resourceId: `assignments.${String(second!.id)}` } },
    ]);
    expect(items[1]).not.toHaveProperty('submission');
    expect(first).toMatchObject({ is_awaiting_link: true, problems: [{ problem: place.problems[0]!.id, points: 20 }] });
    const { answer } = await place.open({ item: `assignments.${String(first!.id)}` });
    expect(answer.location).toContain(`/assignments/${String(first!.id)}`);
    expect((await place.assignments())[0]).toMatchObject({
      is_awaiting_link: false,
      lti_resource_link_id: expect.any(String),
    });
  });

  it('answers with one link for several problems, whose points are added up', async () => {
    const place = await openChoosing(tool, { accept_multiple: false });
    const [item, ...others] = itemsOf(await place.send(place.picker, both(place)));
    expect(others).toEqual([]);
    expect(item).toMatchObject({ title: 'Both', lineItem: { scoreMaximum: 100 } });
    const [assignment] = await place.assignments();
    expect(assignment!.problems).toMatchObject([
      { problem: place.problems[1]!.id, points: 60 },
      { problem: place.problems[0]!.id, points: 40 },
    ]);
  });

  it('says what is wrong, makes nothing then, and takes an answer once', async () => {
    const place = await openChoosing(tool, { accept_multiple: false });
    for (const { id } of place.problems) await place.choose(id);
    const refused = await place.send(place.picker, linksOf(place));
    expect(refused).toMatchObject({ status: 422, words: expect.stringContaining('Your LMS takes one link at a time') });
    const wrong = [
      ...both(place),
      ['links.0.releaseAt', '2030-03-02T00:00'],
      ['links.0.dueAt', '2030-03-01T00:00'],
    ] as const;
    expect(await place.send(place.picker, wrong)).toMatchObject({
      status: 422,
      words: expect.stringContaining('It would be due before it opens'),
    });
    expect(await place.assignments()).toEqual([]);
    await place.send(place.picker, both(place));
    expect((await place.ask(place.picker)).status).toBe(409);
    expect(await place.assignments()).toHaveLength(1);
  });

  it('is found by nobody else', async () => {
    const place = await openChoosing(tool);
    const other = await openChoosing(tool);
    for (const below of ['', '/details']) expect((await other.ask(place.picker + below)).status).toBe(404);
  });
});

describe('a link that was copied in the LMS', () => {
  const copied = (context: string, link: string) => ({
    [names.context]: { id: context, title: context },
    [names.resourceLink]: { id: link, title: 'Week 1' },
  });

  async function chosen() {
    const place = await openChoosing(tool);
    await place.send(place.picker, linksOf(place));
    const [first] = await place.assignments();
    const item = `assignments.${String(first!.id)}`;
    await place.open({ item });
    await tool.rows.rows(
      `update assignment set attempts = 3, policy = 'last', late_percent_per_day = 10, due_at = now() - interval '1 day',
        release_at = null where id = $1`,
      [first!.id],
    );
    return { place, first: first!, item };
  }

  it('with its course finds its content again: rules and problems are copied and not shared, past dates stay behind [CORE-20]', async () => {
    const { place, first, item } = await chosen();
    const { answer } = await place.open({ item }, copied('copy', 'copied-link'));
    const copy = (await place.assignments()).at(-1)!;
    expect(answer.location).toContain(`/assignments/${String(copy.id)}`);
    expect(copy).toMatchObject({
      attempts: 3,
      policy: 'last',
      due_at: null,
      source_id: first.id,
      problems: first.problems,
    });
    expect(copy.course_id).not.toBe(first.course_id);
    expect(copy.copied_at).not.toBeNull();
    const again = await place.open({ item }, copied('copy', 'copied-link'));
    expect(again.answer.location).toContain(String(copy.id));
    expect(await place.assignments()).toHaveLength(3);
  });

  it('within its course becomes another one', async () => {
    const { place, first, item } = await chosen();
    await place.open({ item }, { [names.resourceLink]: { id: 'duplicate', title: 'Week 1 again' } });
    const copy = (await place.assignments()).at(-1)!;
    expect(copy).toMatchObject({
      title: 'Week 1 again',
      course_id: first.course_id,
      source_id: first.id,
      copied_at: null,
    });
  });

  it('is found by the history of its link where it lost what it was chosen for [CORE-20]', async () => {
    const { place, first } = await chosen();
    const [link] = await tool.rows.rows(
      'select resource_link_id from lti_resource_link where id = (select lti_resource_link_id from assignment where id = $1)',
      [first.id],
    );
    const custom = { resource_link_id_history: `${randomUUID()},${String(link!.resource_link_id)}` };
    await place.open(custom, copied('copy-2', 'copied-2'));
    expect((await place.assignments()).at(-1)).toMatchObject({ source_id: first.id, problems: first.problems });
    await place.open({ resource_link_id_history: '$ResourceLink.id.history' }, copied('copy-3', 'copied-3'));
    expect(await place.assignments()).toHaveLength(3);
  });
});

describe('a link with nothing behind it', () => {
  const bare = { [names.resourceLink]: { id: 'bare', title: 'Bare' } };

  it('lets those who teach choose, and leads to that from then on; learners read that it is not set up yet [CORE-21]', async () => {
    const place = await openChoosing(tool);
    const learner = await place.open(undefined, { ...bare, sub: 'sam' });
    expect(await tool.follow(learner)).toMatchObject({ words: expect.stringContaining('not set up yet') });
    const teacher = await place.open(undefined, bare, roles.instructor);
    const path = teacher.answer.location!.split('?')[0]!;
    expect(path).toMatch(/^\/courses\/[\w-]+\/links\/[\w-]+\/assignment$/);
    expect((await tool.follow(teacher)).words).toContain('Loops');
    const made = await place.send(path, [['problemId', place.problems[1]!.id]]);
    expect(made.location).toMatch(/^\/assignments\/[\w-]+\/settings/);
    expect(await place.assignments()).toMatchObject([
      { title: 'Bare', problems: [{ problem: place.problems[1]!.id }] },
    ]);
    const again = await place.open(undefined, { ...bare, sub: 'sam' });
    expect(again.answer.location).toMatch(/^\/assignments\//);
    expect((await place.ask(path)).status).toBe(404);
  });
});
