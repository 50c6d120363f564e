import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { html } from '../../support/web.ts';
import { addressOf, judgedWork, write } from './judged-work.ts';

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp();
  address = await addressOf(app);
});
afterAll(() => app.stop());

describe('the pages of reviews', () => {
  it('are drawn in both languages, and say where no model is set up to whoever can do something about it [H1-36]', async () => {
    const scope = await aScope(app);
    const work = await judgedWork(scope);
    await write(scope, work.id);
    const { authorization } = await aSignedInPerson(scope, ['admin']);
    const page = async (path: string, language: string, headers: Record<string, string> = { authorization }) => {
      const response = await fetch(address + path, { headers: { ...html, ...headers, 'accept-language': language } });
      expect(response.status).toBe(200);
      return response.text();
    };
    expect(await page('/admin/settings/reviews', 'en')).toContain('OPENAI_API_KEY');
    expect(await page('/admin/settings/reviews', 'de')).toContain('Rückmeldungen zu Code');
    expect(await page('/review-consent', 'en')).toContain('I agree');
    expect(await page('/review-consent', 'de')).toContain('Ich stimme zu');
    const own = await page(`/submissions/${work.id}/review`, 'en', work.headers);
    expect(own).toContain('id="line-main-py-1"');
    expect(own).toContain('No model has read this program.');
    expect(own).not.toContain('OPENAI_API_KEY');
    expect(await page(`/submissions/${work.id}`, 'en')).toContain('OPENAI_API_KEY');
    expect(await page(`/submissions/${work.id}/review`, 'de')).toContain('Was an das Modell geschickt wurde');
  });

  it('promise no review below old work that never had one', async () => {
    const scope = await aScope(app);
    const work = await judgedWork(scope);
    const shown = async (headers: Record<string, string>) =>
      (await fetch(`${address}/submissions/${work.id}`, { headers: { ...html, ...headers } })).text();
    const unreviewed = (days: number) =>
      scope.transaction(async ({ em }) => {
        await em.execute('delete from ai_review where submission_id = ?', [work.id]);
        await em.execute(
          'update submission set review_status = null, judged_at = now() - make_interval(days => ?) where id = ?',
          [days, work.id],
        );
      });
    const { authorization } = await aSignedInPerson(scope, ['admin']);
    await unreviewed(1);
    expect(await shown({ authorization })).toContain('A review comes');
    expect(await shown(work.headers)).toContain('There is no review of this work yet.');
    await unreviewed(3);
    expect(await shown({ authorization })).not.toContain('id="review-');
    expect(await shown(work.headers)).not.toContain('A review comes');
  });
});
