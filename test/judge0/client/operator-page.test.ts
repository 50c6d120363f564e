import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { executeProgram } from '#judge0';
import { Operator } from '#src/people/operator.entity.ts';
import { startOperatorSession } from '#src/sessions/start-operator-session.ts';
import { callbackAddress } from '../../../judge0/callbacks/callback-address.ts';
import { anInstallationScope, aScope, openTestApp } from '../../support/app.ts';
import { aRequest, aRun, texts } from '../../support/judge0/open-client.ts';
import { openScripted, type ScriptedJudge } from '../../support/judge0/scripted-judge.ts';

let app: App;
let address: string;
let token: string;
let judges: readonly ScriptedJudge[];
beforeAll(async () => {
  const broken = { status: { id: 13, description: 'Internal Error' }, stdout: null };
  judges = await Promise.all([
    openScripted(),
    openScripted({ version: '1.13.0', config: { sandbox_tier: 'unsafe' }, result: () => broken }),
    openScripted({ instead: () => ({ status: 401, body: '' }) }),
  ]);
  app = await openTestApp({
    environment: { JUDGE0_URL: judges.map(({ url }) => url).join(','), JUDGE0_AUTH_TOKEN: 'x' },
  });
  address = `http://127.0.0.1:${(await app.serve({ port: 0, host: '127.0.0.1' })).port}`;
  token = await anInstallationScope(app).transaction(async (scope) => {
    const made = scope.em.create(Operator, {
      name: 'Olga',
      email: `${randomUUID()}@example.com`,
      passwordHash: 'none',
    });
    await scope.em.flush();
    return (await startOperatorSession(scope, made, { ip: '::1', userAgent: null })).token;
  });
}, 120_000);
afterAll(async () => {
  await app.stop();
  for (const judge of judges) await judge.close();
});

const ask = (path: string, init: RequestInit = {}) =>
  fetch(address + path, {
    ...init,
    headers: { authorization: `Bearer ${token}`, accept: 'text/html', 'content-type': 'application/json' },
  });
const names = () => judges.map(({ url }) => new URL(url).host);

describe('the page of the judges', () => {
  it('shows how each is, in English and German, and in red that one has no sandbox [F2-28]', async () => {
    const english = await (await ask('/operator/judge?locale=en')).text();
    for (const words of [
      ...names(),
      '1.13.1',
      'Programs run without a sandbox.',
      'CVE-2024-28185',
      'It does not take the token',
    ])
      expect(english).toContain(words);
    expect(await (await ask('/operator/judge?locale=de')).text()).toContain('Programme laufen ohne Sandbox.');
    const { data } = (await (await ask('/api/v1/operator/judge')).json()) as { data: { judges: { name: string }[] } };
    expect(data.judges).toMatchObject([
      { name: names()[0], state: 'well', version: '1.13.1', tier: null, workers: 2, hasKnownEscapes: false },
      { name: names()[1], tier: 'unsafe', hasKnownEscapes: true },
      { name: names()[2], state: 'failing' },
    ]);
  }, 60_000);

  it('runs a real program on each when asked, and explains what came of it: status 13 too [REQ-02]', async () => {
    const answer = await ask('/api/v1/operator/judge/trial', { method: 'POST', body: '{}' });
    const { data } = (await answer.json()) as { data: { trials: object[] } };
    expect(data.trials).toMatchObject([
      { name: names()[0], outcome: 'well', language: 'python' },
      { name: names()[1], outcome: 'internal', detail: 'Internal Error' },
      { name: names()[2], outcome: 'unreachable', detail: expect.stringContaining('401') },
    ]);
  }, 60_000);

  it('is there for operators only', async () => {
    expect((await fetch(`${address}/api/v1/operator/judge`)).status).toBe(401);
  });
});

describe('a program that a plugin runs', () => {
  it('runs on a judge that is well, between transactions and in none', async () => {
    const scope = await aScope(app);
    const request = aRequest('', [aRun('one'), aRun('two')]);
    judges[1]!.script = {};
    const { runs } = await executeProgram(anInstallationScope(app), request);
    expect(texts(runs)).toEqual(['one', 'two']);
    expect(runs.map(({ status }) => status)).toEqual(['finished', 'finished']);
    await expect(scope.transaction((inside) => executeProgram(inside, request))).rejects.toThrow(
      'inside a transaction',
    );
  }, 60_000);
});

describe('a callback', () => {
  const put = (url: string) =>
    fetch(url, {
      method: 'PUT',
      redirect: 'manual',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ token: randomUUID() }),
    });

  it('is heard at its secret address, and nowhere else', async () => {
    expect((await put(callbackAddress(address, app.kernel.keys))).status).toBe(200);
    expect((await put(`${address}/judge0/callbacks/guessed`)).status).toBe(401);
  });
});
