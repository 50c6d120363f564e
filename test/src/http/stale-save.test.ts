import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { Sample } from '../../support/sample/sample.entity.ts';
import { html, htmx, json } from '../../support/web.ts';

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp();
  const { port } = await app.serve({ port: 0, host: '127.0.0.1' });
  address = `http://127.0.0.1:${port}`;
});
afterAll(() => app.stop());

/** A row, and somebody who saves it as a program or as a browser does. */
async function aRow(text = 'as it was') {
  const scope = await aScope(app);
  const { authorization } = await aSignedInPerson(scope, ['learner']);
  const id = await scope.transaction(async ({ em }) => {
    const sample = em.create(Sample, { text } as never);
    await em.flush();
    return sample.id;
  });
  const save = (typed: string, version: number, path = '') =>
    fetch(`${address}/samples/${id}${path}`, {
      method: 'PUT',
      headers: { ...json, authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ text: typed, version }),
    });
  const submit = (typed: string, version: number, accept: Record<string, string>, path = '') =>
    fetch(`${address}/samples/${id}${path}`, {
      method: 'PUT',
      headers: { ...accept, authorization },
      body: new URLSearchParams({ text: typed, version: String(version) }),
    });
  const now = () =>
    scope.transaction(async ({ em }) => {
      const row = await em.findOneOrFail(Sample, { id });
      return { text: row.text, version: row.version };
    });
  return { save, submit, now };
}

const bothTexts = (typed: string, standing: string) => ({
  success: false,
  data: { version: 2, typed: { text: typed }, standing: { text: standing } },
  error: { code: 'CONFLICT' },
});

describe('a save', () => {
  it('counts the version of its row', async () => {
    const { save, now } = await aRow();
    expect((await save('first save', 1)).status).toBe(200);
    expect(await now()).toEqual({ text: 'first save', version: 2 });
  });

  it('that comes too late changes nothing, and a program gets both texts and the version that stands', async () => {
    const { save, now } = await aRow();
    await save('theirs', 1);
    const late = await save('mine', 1);
    expect(late.status).toBe(409);
    expect(await late.json()).toMatchObject(bothTexts('mine', 'theirs'));
    expect(await now()).toEqual({ text: 'theirs', version: 2 });
    expect((await save('both of ours', 2)).status).toBe(200);
  });

  it.each([
    ['page', html],
    ['fragment', htmx],
  ])(
    'that comes too late draws the form again as a %s: what was typed, what stands, and its version',
    async (_what, accept) => {
      const { save, submit } = await aRow();
      await save('theirs <b>', 1);
      const late = await submit('mine', 1, accept);
      const text = await late.text();
      expect([late.status, text.startsWith('<!doctype')]).toEqual([409, accept === html]);
      expect(text).toContain('name="text" value="mine"');
      expect(text).toContain('<pre>theirs &lt;b&gt;</pre>');
      expect(text).toContain('name="version" value="2"');
      expect(text).toContain('role="alert"');
    },
  );

  it.each([
    ['page', html],
    ['fragment', htmx],
  ])('that comes too late shows both texts also without a form to draw again, as a %s', async (_what, accept) => {
    const { save, submit } = await aRow();
    await save('theirs <b>', 1);
    const late = await submit('mine', 1, accept, '/text');
    const text = (await late.text()).replaceAll(/<[^>]*>/g, '');
    expect(late.status).toBe(409);
    expect(text).toMatch(/What stands there now\s*1\+theirs &lt;b&gt;/);
    expect(text).toMatch(/What you wrote\s*1−mine/);
  });

  it('without the version that was before the person is refused by that field', async () => {
    const { save } = await aRow();
    const refused = await save('mine', undefined as never);
    const { error } = (await refused.json()) as { error: { details: { field: string }[] } };
    expect([refused.status, error.details.map(({ field }) => field)]).toEqual([422, ['version']]);
  });
});

describe('two saves at once', () => {
  it('never both win: the other gets both texts', async () => {
    const { save, now } = await aRow();
    const answers = await Promise.all([save('wait 0.4 one', 1), save('wait 0.4 other', 1)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const { text, version } = await now();
    const lost = text.endsWith('one') ? 'wait 0.4 other' : 'wait 0.4 one';
    expect(await answers.find(({ status }) => status === 409)!.json()).toMatchObject(bothTexts(lost, text));
    expect(version).toBe(2);
  });
});
