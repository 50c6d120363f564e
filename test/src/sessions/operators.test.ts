import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { Operator } from '#src/people/operator.entity.ts';
import { openInstallationScope } from '#src/scope/open-scope.ts';
import { identify } from '#src/sessions/identify.ts';
import { OperatorSession } from '#src/sessions/operator-session.entity.ts';
import { signInOperator } from '#src/sessions/sign-in-operator.ts';
import { signIn } from '#src/sessions/sign-in.ts';
import { signOutOperator } from '#src/sessions/sign-out.ts';
import { anInstallationScope, aScope, openTestApp } from '../../support/app.ts';
import { aNewOperator, aVisit, keyOf, password, signInAsOperator } from './people.ts';

let app: App;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.stop());

const anOperator = async () => (await aNewOperator(app)).operator;
const actingAs = ({ id }: Operator) =>
  openInstallationScope(app.kernel, {
    actor: { kind: 'operator', id },
    origin: { requestId: randomUUID(), command: 'test' },
  });
const who = (cookie: string | null, more: object = {}) =>
  identify(app.kernel, { cookie, bearer: null, isApi: false, ...more });
const nobody = { kind: 'anonymous' };

async function signedIn() {
  return signInAsOperator(app, await aNewOperator(app));
}
const change = (entity: typeof Operator | typeof OperatorSession, id: string, data: object) =>
  anInstallationScope(app).transaction(
    async ({ em }) => void (await em.nativeUpdate(entity as typeof Operator, { id }, data)),
  );
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);

describe('an operator', () => {
  it('signs in with a session of no organization, by cookie and by bearer, and out again', async () => {
    const { token, session, operator } = await signedIn();
    expect(token).toMatch(/^ao_[\w-]{43}$/);
    const found = {
      kind: 'operator',
      actor: { kind: 'operator', id: operator.id },
      sessionId: session.id,
      name: 'Olga',
    };
    expect(await who(token)).toEqual({ ...found, carriedBy: 'cookie' });
    expect(await who(null, { bearer: token, isApi: true })).toEqual({ ...found, carriedBy: 'bearer' });
    expect(await who(token, { isApi: true })).toEqual(nobody);
    await signOutOperator(actingAs(operator), session.id);
    await signOutOperator(actingAs(operator), session.id);
    expect(await who(token)).toEqual(nobody);
    expect(await keyOf(who(null, { bearer: token }))).toBe('kernel.error.bearer');
  });

  it('is nobody to an organization, and its people are nobody here', async () => {
    const scope = await aScope(app, { kind: 'anonymous' });
    const { operator } = await signedIn();
    expect(await keyOf(signIn(scope, { email: operator.email, password }, aVisit()))).toBe('kernel.error.signIn');
    const form = { email: `${randomUUID()}@example.edu`, password };
    expect(await keyOf(signInOperator(anInstallationScope(app), form, aVisit()))).toBe('kernel.error.signIn');
  });

  it.each([
    ['has expired', OperatorSession, { expiresAt: hoursAgo(0.1) }],
    ['was not used for twelve hours', OperatorSession, { lastSeenAt: hoursAgo(12.1) }],
    ['was revoked', OperatorSession, { revokedAt: hoursAgo(0.1) }],
    ['belongs to somebody suspended', Operator, { suspendedAt: hoursAgo(0.1) }],
  ] as const)('has no session any more when it %s', async (_, entity, data) => {
    const { token, session, operator } = await signedIn();
    await change(entity, entity === Operator ? operator.id : session.id, data);
    expect(await who(token)).toEqual(nobody);
  });

  it('is remembered as seen', async () => {
    const { token, session } = await signedIn();
    await change(OperatorSession, session.id, { lastSeenAt: hoursAgo(1) });
    await who(token);
    const { lastSeenAt } = await anInstallationScope(app).transaction(({ em }) =>
      em.findOneOrFail(OperatorSession, { id: session.id }),
    );
    expect(Date.now() - lastSeenAt.getTime()).toBeLessThan(60_000);
  });

  it('signs nobody else out', async () => {
    const [olga, otto] = [await signedIn(), await signedIn()];
    await signOutOperator(actingAs(otto.operator), olga.session.id);
    expect(await who(olga.token)).toMatchObject({ kind: 'operator' });
    expect(await keyOf(signOutOperator(anInstallationScope(app), olga.session.id))).toBe(
      'kernel.error.unauthenticated',
    );
  });

  it('is refused like everybody: one answer, five failures, and an entry in the audit', async () => {
    const operator = await anOperator();
    const visit = aVisit();
    const attempt = (typed: string) =>
      keyOf(signInOperator(anInstallationScope(app), { email: operator.email, password: typed }, visit));
    for (let count = 0; count < 5; count += 1) expect(await attempt('wrong')).toBe('kernel.error.signIn');
    expect(await attempt(password)).toBe('kernel.error.tooManyRequests');
    const entries = await anInstallationScope(app).transaction(({ em }) =>
      em.execute<object[]>(
        `select 1 from audit_entry where action = 'session.refused' and target_type = 'operator' and target_id = ?`,
        [operator.id],
      ),
    );
    expect(entries).toHaveLength(5);
  });
});
