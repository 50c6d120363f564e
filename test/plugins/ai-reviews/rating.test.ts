import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { form, html, htmx, json } from '../../support/web.ts';
import { AiReviewRating } from '../../../plugins/ai-reviews/quality/rating/review-rating.entity.ts';
import { addressOf } from './judged-work.ts';
import { settledWork, suggestion } from './settled-work.ts';

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp();
  address = await addressOf(app);
});
afterAll(() => app.stop());

const two = [suggestion(1, 'print(3)', 'print(4)'), suggestion(2, 'x = 1', null)];

async function somebody() {
  const scope = await aScope(app);
  const work = await settledWork(scope, { suggestions: two });
  const path = `/submissions/${work.id}/review/rating`;
  const rate = (fields: Record<string, string>, headers: Record<string, string> = work.headers) =>
    fetch(address + path, form(fields, headers));
  const ratings = () => scope.transaction(({ em }) => em.find(AiReviewRating, { review: work.reviewId }));
  return { scope, work, path, rate, ratings };
}

describe('POST /submissions/:id/review/rating', () => {
  it('keeps stars, words and what helped, and what somebody thinks later in their place [H3-01]', async () => {
    const { rate, ratings } = await somebody();
    const said = { satisfaction: '4', relevance: '5', educationalValue: '3', clarity: '2' };
    const first = await rate({ ...said, 'helpful.0': 'yes', 'helpful.1': 'no', comment: 'More examples.' });
    expect(first.status).toBe(303);
    expect(await ratings()).toMatchObject([
      {
        satisfaction: 4,
        relevance: 5,
        educationalValue: 3,
        clarity: 2,
        helpful: [true, false],
        comment: 'More examples.',
      },
    ]);
    await rate({ satisfaction: '1', 'helpful.1': 'yes' });
    expect(await ratings()).toMatchObject([{ satisfaction: 1, relevance: null, helpful: [null, true], comment: null }]);
  });

  it('refuses in words what is no star of 1 to 5, and a suggestion that the review does not have [CON-39]', async () => {
    const { rate, ratings } = await somebody();
    const none = await rate({ comment: 'Nothing chosen' });
    expect(none.status).toBe(422);
    expect(await none.text()).toContain('Nothing chosen');
    for (const none of ['0', '6', '3.5']) {
      expect((await rate({ satisfaction: none })).status).toBe(422);
      expect((await rate({ satisfaction: '3', relevance: none })).status).toBe(422);
    }
    expect((await rate({ satisfaction: '3', 'helpful.2': 'yes' })).status).toBe(422);
    expect(await ratings()).toEqual([]);
  });

  it('is for whom the review was written, and for nobody else', async () => {
    const { scope, rate, ratings } = await somebody();
    const [keeper, other] = [await aSignedInPerson(scope, ['owner']), await aSignedInPerson(scope, ['learner'])];
    expect((await rate({ satisfaction: '5' }, { authorization: keeper.authorization })).status).toBe(404);
    expect((await rate({ satisfaction: '5' }, { authorization: other.authorization })).status).toBe(404);
    expect(await ratings()).toEqual([]);
  });
});

describe('GET /submissions/:id/review/rating', () => {
  it('comes into the panel by itself, with what was said before, and stands alone without script [H3-10]', async () => {
    const { work, path, rate } = await somebody();
    const panel = await (
      await fetch(`${address}/submissions/${work.id}`, { headers: { ...html, ...work.headers } })
    ).text();
    expect(panel).toContain(`hx-get="${path}" hx-trigger="load"`);
    const part = await (await fetch(address + path, { headers: { ...htmx, ...work.headers } })).text();
    expect(part).not.toContain('<h1');
    expect(part.match(/name="helpful\.\d" type="radio"/g)).toHaveLength(4);
    await rate({ satisfaction: '2' });
    const page = await (await fetch(address + path, { headers: { ...html, ...work.headers } })).text();
    expect(page).toContain('<h1>');
    expect(/<input[^>]*name="satisfaction"[^>]*value="2"[^>]*>/.exec(page)![0]).toContain('checked');
    const german = await fetch(address + path, { headers: { ...html, ...work.headers, 'accept-language': 'de' } });
    expect(await german.text()).toContain('Wie gut war diese Rückmeldung?');
  });

  it('tells those who teach the stars and gives them nothing to fill in', async () => {
    const { scope, path, rate } = await somebody();
    const { authorization } = await aSignedInPerson(scope, ['owner']);
    await rate({ satisfaction: '2', comment: 'Only for your eyes' });
    const { data } = (await (
      await fetch(`${address}/api/v1${path}`, { headers: { ...json, authorization } })
    ).json()) as {
      data: { mayRate: boolean; satisfaction: number };
    };
    expect(data).toMatchObject({ mayRate: false, satisfaction: 2 });
    const page = await (await fetch(address + path, { headers: { ...html, authorization } })).text();
    expect(page).toContain('Rated with 2 of 5');
    expect(page).not.toContain('<button>Send');
  });
});
