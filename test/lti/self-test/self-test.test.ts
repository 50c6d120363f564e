import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../support/app.ts';
import type { Failure } from '../../support/lms/index.ts';
import { openTestedLms, subjectOn, type TestedLms } from './open-tested-lms.ts';

interface Shown {
  readonly isRunning: boolean;
  readonly steps: readonly { readonly name: string; readonly state: string; readonly [more: string]: unknown }[];
}

const columnsOfTests = ({ lms }: TestedLms) => lms.columns.filter(({ label }) => label === 'Assay self-test');

/** Fills in the form, and gives what the page shows when the test has ended. */
async function tested(place: TestedLms, who = place.lms.people.sam) {
  const { data } = await place.admin.ask('/admin/lms');
  const { deployment } = data.platforms[0]!;
  const form = await place.admin.look(`/admin/lms/deployments/${deployment}/self-tests/new`);
  const context = /name="context" value="([^"]+)"/.exec(form.text)![1]!;
  const sent = await place.admin.send(`/admin/lms/deployments/${deployment}/self-tests`, {
    context,
    subject: subjectOn(form.text, who),
  });
  expect(sent).toMatchObject({ status: 303, to: expect.stringMatching(/^\/admin\/lms\/self-tests\/[\w-]{36}$/) });
  const shown = await eventually(async () => {
    // A person may ask a route a hundred times a minute.
    await pause(700);
    const { isRunning, steps } = (await place.admin.ask(sent.to!)).data as unknown as Shown;
    return isRunning ? null : steps;
  }, 60);
  const states = Object.fromEntries(shown.map(({ name, state }) => [name, state]));
  return { form, states, steps: shown, path: sent.to! };
}

describe.each(['moodle', 'canvas'] as const)('the self-test of an LMS like %s', (flavour) => {
  let place: TestedLms;
  beforeAll(async () => void (place = await openTestedLms(flavour)), 120_000);
  afterEach(() => place.lms.mend());
  afterAll(() => place.close());

  it('says before what it writes, asks for everything, and leaves nothing behind', async () => {
    const { form, states, steps, path } = await tested(place);
    expect(form.text).toContain('it makes a column named Assay self-test');
    expect(states).toEqual({
      configuration: 'passed',
      keys: 'passed',
      token: 'passed',
      roster: 'passed',
      lineItem: 'passed',
      score: 'passed',
      cleanUp: 'passed',
    });
    expect(steps.find(({ name }) => name === 'cleanUp')).toMatchObject({ count: 1 });
    expect(place.lms.scorePosts.at(-1)).toMatchObject({ status: 200 });
    expect(columnsOfTests(place)).toEqual([]);
    expect((await place.admin.look(path)).text).toContain('Everything that the LMS offers here works.');
  });

  it('takes its column away where the LMS refuses the score, and tells its words and what to do', async () => {
    const { states, steps, path } = await tested(place, place.lms.people.teacher);
    expect(states).toMatchObject({ lineItem: 'passed', score: 'failed', cleanUp: 'passed' });
    const score = steps.find(({ name }) => name === 'score')!;
    expect(score).toMatchObject({ status: expect.any(Number), words: expect.any(String), ms: expect.any(Number) });
    expect(columnsOfTests(place)).toEqual([]);
    expect((await place.admin.look(path)).text).toContain('Choose a student instead of somebody who teaches');
  });

  it.each<[Failure, Record<string, string>]>([
    ['token-fails', { token: 'failed', roster: 'skipped', lineItem: 'skipped', score: 'skipped' }],
    ['keys-html', { keys: 'failed', token: 'passed', score: 'passed' }],
    ['memberships-fails', { roster: 'failed', lineItem: 'passed', score: 'passed' }],
    ['lineItems-fails', { lineItem: 'failed', score: 'skipped', cleanUp: 'failed' }],
    // The column is made, and nobody hears of it.
    ['lineItems-drops', { lineItem: 'failed', score: 'skipped', cleanUp: 'failed' }],
    ['scores-fails', { score: 'failed', cleanUp: 'passed' }],
  ])('goes on as far as it can where %s', async (failure, expected) => {
    place.lms.fail(failure);
    expect((await tested(place)).states).toMatchObject(expected);
    place.lms.mend();
    // What one test could not take away, the next one does.
    expect((await tested(place)).states).toMatchObject({ score: 'passed', cleanUp: 'passed' });
    expect(columnsOfTests(place)).toEqual([]);
  });
});
