import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SecondFactor } from '#src/sessions/second-factor/second-factor.entity.ts';
import { completeOperatorSignIn, signInOperator } from '#src/sessions/sign-in-operator.ts';
import { anInstallationScope } from '../../support/app.ts';
import { password } from '../../support/web.ts';
import { aNewOperator, aVisit, keyOf, password as operatorPassword } from '../../src/sessions/people.ts';
import { anOpenOrganization, openAccounts, type Accounts } from './open-accounts.ts';
import { addSecondFactor, aMember, codeOf, enter } from './people.ts';
import { anApi, aVisitor } from './visitor.ts';

let accounts: Accounts;
beforeAll(async () => {
  accounts = await openAccounts();
});
afterAll(() => accounts.stop());

async function protectedMember() {
  const scope = await anOpenOrganization(accounts.app);
  const member = await aMember(accounts.app, accounts.address, scope);
  return { scope, ...member, ...(await addSecondFactor(member.visitor)) };
}
const sessionsOf = (visitor: ReturnType<typeof aVisitor>) =>
  [...visitor.jar.keys()].filter((name) => name === '__Host-assay');

describe('a second factor', () => {
  it('is offered as a picture without styles and as text, and counts after a first code', async () => {
    const scope = await anOpenOrganization(accounts.app);
    const { visitor, user } = await aMember(accounts.app, accounts.address, scope);
    const { secret, codes, offer, shown } = await addSecondFactor(visitor);
    expect(offer.text).toMatch(/<svg class="qr"[^>]* role="img"/);
    expect(offer.text).not.toContain('style=');
    expect([shown.status, new Set(codes).size]).toEqual([200, 10]);
    const factor = await scope.transaction(({ em }) => em.findOneOrFail(SecondFactor, { user: user.id }));
    expect(factor.confirmedAt).not.toBeNull();
    expect(JSON.stringify(factor)).not.toContain(secret);
    expect(JSON.stringify(factor)).not.toContain(codes[0]!);
    expect((await visitor.get('/account/security')).text).toContain('10 recovery codes are left.');
  });

  it('asks for the password first, and for a right code', async () => {
    const scope = await anOpenOrganization(accounts.app);
    const { visitor, email, entrance } = await aMember(accounts.app, accounts.address, scope);
    await visitor.get('/account/second-factor');
    expect((await visitor.post('/account/second-factor', { password: 'wrong password' })).status).toBe(422);
    await visitor.post('/account/second-factor', { password });
    const wrong = await visitor.post('/account/second-factor/confirmation', { code: '000000' });
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('not right')]);
    expect(wrong.text).toContain('<svg class="qr"');
    expect((await enter(aVisitor(accounts.address), entrance, email)).status).toBe(303);
  });

  it('stands between the password and the session', async () => {
    const { email, entrance, secret } = await protectedMember();
    const visitor = aVisitor(accounts.address);
    const asked = await enter(visitor, entrance, email);
    expect([asked.status, sessionsOf(visitor)]).toEqual([200, []]);
    expect(asked.text).toContain('Type the code that your app shows now.');
    const wrong = await visitor.post(`${entrance}/auth/second-factor`, { code: '000000' });
    expect([wrong.status, sessionsOf(visitor)]).toEqual([401, []]);
    const inside = await visitor.post(`${entrance}/auth/second-factor`, { code: codeOf(secret) });
    expect([inside.status, inside.location, sessionsOf(visitor)]).toEqual([303, '/', ['__Host-assay']]);
  });

  it('is asked of programs too', async () => {
    const { email, entrance, secret } = await protectedMember();
    const api = anApi(accounts.address);
    const login = await api.send('POST', `${entrance}/api/v1/auth/login`, { email, password });
    expect(login.data).not.toHaveProperty('token');
    const answer = await api.send('POST', `${entrance}/api/v1/auth/second-factor`, {
      challenge: login.data!.challenge,
      code: codeOf(secret),
    });
    expect(answer.data?.token).toMatch(/^as_/);
  });

  it('takes no code twice, and none that is older than one that was taken', async () => {
    const { email, entrance, secret } = await protectedMember();
    const attempt = async (code: string) => {
      const visitor = aVisitor(accounts.address);
      await enter(visitor, entrance, email);
      return (await visitor.post(`${entrance}/auth/second-factor`, { code })).status;
    };
    const [now, next] = [codeOf(secret), codeOf(secret, 1)];
    expect(await attempt(next)).toBe(303);
    expect(await attempt(next)).toBe(401);
    expect(await attempt(now)).toBe(401);
  });

  it('takes a code once when it comes twice at the same moment', async () => {
    const { email, entrance, secret } = await protectedMember();
    const visitors = await Promise.all(
      [1, 2, 3].map(async () => {
        const visitor = aVisitor(accounts.address);
        await enter(visitor, entrance, email);
        return visitor;
      }),
    );
    const code = codeOf(secret);
    const answers = await Promise.all(
      visitors.map((visitor) => visitor.post(`${entrance}/auth/second-factor`, { code })),
    );
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([303, 401, 401]);
  });

  it('is replaced by a recovery code once, however it is typed', async () => {
    const { email, entrance, codes, visitor: inside } = await protectedMember();
    const attempt = async (code: string) => {
      const visitor = aVisitor(accounts.address);
      await enter(visitor, entrance, email);
      return (await visitor.post(`${entrance}/auth/second-factor`, { code })).status;
    };
    const [first = '', second = ''] = codes;
    expect(await attempt(first.toLowerCase().replaceAll('-', ' '))).toBe(303);
    expect(await attempt(first)).toBe(401);
    expect(await attempt(second)).toBe(303);
    expect((await inside.get('/account/security')).text).toContain('8 recovery codes are left.');
  });

  it('gets new recovery codes, which make the old ones worthless', async () => {
    const { email, entrance, codes, visitor } = await protectedMember();
    await visitor.get('/account/recovery-codes');
    const shown = await visitor.post('/account/recovery-codes', { password });
    const [fresh] = /[A-Z0-9]{4}(-[A-Z0-9]{4}){3}/.exec(shown.text)!;
    const other = aVisitor(accounts.address);
    await enter(other, entrance, email);
    expect((await other.post(`${entrance}/auth/second-factor`, { code: codes[0]! })).status).toBe(401);
    expect((await other.post(`${entrance}/auth/second-factor`, { code: fresh })).status).toBe(303);
  });

  it('is removed with the password', async () => {
    const { email, entrance, visitor } = await protectedMember();
    await visitor.get('/account/second-factor/removal');
    expect((await visitor.post('/account/second-factor/removal', { password: 'wrong password' })).status).toBe(422);
    expect((await visitor.post('/account/second-factor/removal', { password })).status).toBe(303);
    expect((await enter(aVisitor(accounts.address), entrance, email)).status).toBe(303);
  });

  it('is guessed at ten times at most in a quarter of an hour [A-24]', async () => {
    const { email, entrance, secret } = await protectedMember();
    const visitor = aVisitor(accounts.address);
    await enter(visitor, entrance, email);
    const attempt = (code: string) => visitor.post(`${entrance}/auth/second-factor`, { code });
    for (let count = 0; count < 10; count += 1) expect((await attempt('000000')).status).toBe(401);
    const late = await attempt(codeOf(secret));
    expect([late.status, late.headers.get('retry-after')]).toEqual([429, expect.stringMatching(/^\d+$/)]);
  });
});

describe('the challenge between password and code', () => {
  it('is good for the visit it was made for, and for nobody else', async () => {
    const [mine, other] = [await protectedMember(), await protectedMember()];
    const api = anApi(accounts.address);
    const challengeOf = async ({ entrance, email }: typeof mine) =>
      (await api.send('POST', `${entrance}/api/v1/auth/login`, { email, password })).data!.challenge;
    const challenge = await challengeOf(mine);
    const send = async (entrance: string, body: object, userAgent = 'node') => {
      const response = await fetch(`${accounts.address}${entrance}/api/v1/auth/second-factor`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'user-agent': userAgent },
        body: JSON.stringify(body),
      });
      return response.status;
    };
    const code = codeOf(mine.secret);
    expect(await send(mine.entrance, { challenge, code }, 'another browser')).toBe(410);
    expect(await send(other.entrance, { challenge, code })).toBe(410);
    expect(await send(mine.entrance, { challenge: `${challenge}x`, code })).toBe(410);
    expect(await send(mine.entrance, { challenge: await challengeOf(other), code })).toBe(410);
    expect(await send(mine.entrance, { challenge, code })).toBe(200);
  });

  it('is worth nothing once the password is another one', async () => {
    const { email, entrance, secret, visitor } = await protectedMember();
    const other = aVisitor(accounts.address);
    await enter(other, entrance, email);
    await visitor.get('/account/security');
    await visitor.post('/account/password', { password, newPassword: 'nine yellow windmills' });
    const late = await other.post(`${entrance}/auth/second-factor`, { code: codeOf(secret) });
    expect([late.status, late.text]).toEqual([410, expect.stringContaining('Sign in again')]);
  });
});

describe('an operator', () => {
  it('comes in by a door of their own, with password and code, and goes out again', async () => {
    const { operator, secondFactor } = await aNewOperator(accounts.app);
    const secret = new URL(secondFactor.address).searchParams.get('secret')!;
    const visitor = aVisitor(accounts.address);
    const away = await visitor.get('/operator/jobs');
    expect(away.location).toBe('/operator/login?next=%2Foperator%2Fjobs');
    await visitor.get(away.location!);
    const asked = await visitor.post('/operator/login', { email: operator.email, password: operatorPassword });
    expect([asked.status, sessionsOf(visitor)]).toEqual([200, []]);
    const inside = await visitor.post('/operator/second-factor', { code: codeOf(secret) });
    expect([inside.status, inside.location]).toEqual([303, '/operator/jobs']);
    expect((await visitor.get('/operator/jobs')).status).toBe(200);
    expect((await visitor.post('/operator/logout')).location).toBe('/operator/login');
    expect((await visitor.get('/operator/jobs')).status).toBe(303);
  });

  it('gets in by no door with the password alone', async () => {
    const { operator } = await aNewOperator(accounts.app);
    const form = { email: operator.email, password: operatorPassword };
    const { challenge } = await signInOperator(anInstallationScope(accounts.app), form, aVisit());
    for (const code of ['000000', '', 'AAAA-AAAA-AAAA-AAAA'])
      expect(
        await keyOf(completeOperatorSignIn(anInstallationScope(accounts.app), { challenge, code }, aVisit())),
      ).toBe('kernel.error.challenge');
    expect((await anApi(accounts.address).send('POST', '/api/v1/auth/login', form)).status).toBe(401);
  });

  it('uses a recovery code once', async () => {
    const { operator, secondFactor } = await aNewOperator(accounts.app);
    const visit = aVisit();
    const attempt = async (code: string) => {
      const scope = anInstallationScope(accounts.app);
      const { challenge } = await signInOperator(scope, { email: operator.email, password: operatorPassword }, visit);
      return keyOf(completeOperatorSignIn(scope, { challenge, code }, visit));
    };
    const [code = ''] = secondFactor.recoveryCodes;
    expect(await attempt(code)).toBe('nothing was thrown');
    expect(await attempt(code)).toBe('kernel.error.code');
  });
});
