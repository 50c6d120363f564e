import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { OutgoingMail } from '#src/mail/outgoing-mail.entity.ts';
import { renderMail } from '#src/mail/render-mail.ts';
import type { Scope } from '#src/scope/scope.ts';
import { incidentMail } from '../../../plugins/ai-reviews/incidents/incident-mail.ts';
import { toOperators } from '../../../plugins/ai-reviews/incidents/tell-incident.ts';
import { watchCalls } from '../../../plugins/ai-reviews/incidents/watch-calls.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { aPerson, html } from '../../support/web.ts';
import { aNewOperator } from '../../src/sessions/people.ts';
import { addressOf } from './judged-work.ts';
import { aCall, type Called } from './model-calls.ts';

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp({ environment: { REVIEW_ALERT_SLOW_MS: '5000' } });
  address = await addressOf(app);
});
afterAll(() => app.stop());

/** An organization with an owner, and its calls. */
async function watched() {
  const scope = await aScope(app);
  const { email } = await aPerson(app, ['owner'], Promise.resolve(scope));
  await aPerson(app, ['instructor'], Promise.resolve(scope));
  const { id: problemId } = await aProblem(scope);
  return {
    scope,
    email,
    called: async (times: number, call: Called = {}) => {
      for (let made = 0; made < times; made += 1) await aCall(scope, { ...call, problemId });
    },
    watch: () => scope.transaction((inside) => watchCalls(inside)),
  };
}

const told = (scope: Scope, to: string) =>
  scope.transaction(({ em }) => em.count(OutgoingMail, { mail: 'ai-reviews.incident', toAddress: to }));

const incidents = (scope: Scope) =>
  scope.transaction(({ em, organization }) =>
    em.execute<{ kind: string; calls: number; bad: number; isOver: boolean }[]>(
      `select kind, calls, bad, ended_at is not null as "isOver" from ai_model_incident where organization_id = ? order by created_at`,
      [organization.id],
    ),
  );

async function pageOf(scope: Scope, language = 'en') {
  const { authorization } = await aSignedInPerson(scope, ['admin']);
  const headers = { ...html, authorization, 'accept-language': language };
  return (await fetch(`${address}/admin/review-costs`, { headers })).text();
}

describe('the mail about it', () => {
  it.each([
    ['failing', 'begun', 'en', 'does badly', '4 of the last 11 calls brought no answer'],
    ['slow', 'begun', 'de', 'schlecht', '4 der letzten 11 Aufrufe dauerten lange'],
    ['failing', 'over', 'de', 'wieder gut', 'Das Sprachmodell antwortet wieder'],
    ['slow', 'over', 'en', 'does well again', 'as fast as before'],
  ] as const)('says what is wrong, or that it is over (%s, %s, %s)', (kind, state, locale, subject, words) => {
    const data = { kind, state, calls: 11, bad: 4, organization: 'Example', url: 'https://assay.example/costs' };
    const mail = renderMail(app.kernel, incidentMail, data, { locale, timeZone: 'UTC' });
    expect(mail.subject).toContain(subject);
    for (const text of [mail.html, mail.text]) expect(text).toContain(words);
  });
});

describe('a model that does badly', () => {
  it('is told once when more than its share of calls fails, and once when it is over [T1-07]', async () => {
    const { scope, email, called, watch } = await watched();
    await called(7);
    await called(3, { outcome: 'timeout' });
    await watch();
    expect(await incidents(scope)).toEqual([]);
    await called(1, { outcome: 'serverError' });
    for (let times = 0; times < 3; times += 1) await watch();
    expect(await incidents(scope)).toEqual([{ kind: 'failing', calls: 11, bad: 4, isOver: false }]);
    expect(await told(scope, email)).toBe(1);
    expect(await pageOf(scope)).toContain('The language model fails too often: 4 of 11 calls brought no answer.');
    await called(4);
    await watch();
    expect(await told(scope, email)).toBe(1);
    await called(1);
    for (let times = 0; times < 2; times += 1) await watch();
    expect(await incidents(scope)).toMatchObject([{ kind: 'failing', isOver: true }]);
    expect(await told(scope, email)).toBe(2);
    const page = await pageOf(scope, 'de');
    expect(page).toContain('4 von 11 Aufrufen schlugen fehl');
    expect(page).not.toContain('versagt zu oft');
  });

  it('is told too when it answers slowly; of few calls, old ones, and those that we cut off nothing is said [T1-07]', async () => {
    const { scope, called, watch } = await watched();
    await called(4, { tookMs: 9_000 });
    await called(9, { tookMs: 9_000, minutesAgo: 20 });
    await called(9, { outcome: 'cut' });
    await called(9, { outcome: 'refused', minutesAgo: 20 });
    await watch();
    expect(await incidents(scope)).toEqual([]);
    await called(1, { tookMs: 9_000 });
    await watch();
    expect(await incidents(scope)).toEqual([{ kind: 'slow', calls: 5, bad: 5, isOver: false }]);
  });

  it('is told to operators where it is theirs, once for all organizations [T1-07]', async () => {
    const { operator: created } = await aNewOperator(app);
    const operator = created.email;
    const own = await watched();
    await own.called(6, { outcome: 'unreachable', hasOwnKey: true });
    await own.watch();
    expect(await told(own.scope, own.email)).toBe(1);
    expect(await told(own.scope, operator)).toBe(0);
    const [one, other] = [await watched(), await watched()];
    await one.scope.limits.reset(toOperators, 'failing begun');
    for (const place of [one, other]) {
      await place.called(6, { outcome: 'limited' });
      await place.watch();
      expect(await told(place.scope, place.email)).toBe(1);
    }
    expect([await told(one.scope, operator), await told(other.scope, operator)]).toEqual([1, 0]);
  });
});
