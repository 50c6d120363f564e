import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose';
import type { App } from '#src/app.ts';
import { anInstallationScope, aScope, openTestApp } from '../../support/app.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { html } from '../../support/web.ts';
import { rotateReceiptKey } from '../../../plugins/submissions/receipts/receipt-keys.ts';
import { serve, somebody } from './a-classroom.ts';

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp();
  address = await serve(app);
});
afterAll(() => app.stop());

const check = async (fields: Record<string, string>) => {
  const response = await fetch(`${address}/receipts/verification`, {
    method: 'POST',
    headers: { ...html, 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams(fields),
  });
  return response.text();
};

describe('a receipt', () => {
  it('is verified by anybody, by a kept library and by the page, also after the key was changed; a changed one is not', async () => {
    const scope = await aScope(app);
    const { id: problemId } = await aProblem(scope);
    const student = await somebody(scope, address, 'learner');
    const code = 'print("ä")\n';
    const id = await student.submit(problemId, code);
    const { data } = await student.ask(`/submissions/${id}/code`);
    const receipt = String(data.receipt);
    await rotateReceiptKey(anInstallationScope(app));
    const next = await student.ask(`/submissions/${await student.submit(problemId, code)}/code`);
    const keys = (await (await fetch(`${address}/receipts/keys`)).json()) as JSONWebKeySet;
    expect(JSON.stringify(keys)).not.toContain('"d"');
    for (const text of [receipt, String(next.data.receipt)]) await compactVerify(text, createLocalJWKSet(keys));
    const { payload } = await compactVerify(receipt, createLocalJWKSet(keys));
    const sha256 = createHash('sha256').update(code).digest('hex');
    const stated = JSON.parse(new TextDecoder().decode(payload)) as Record<string, unknown>;
    expect(stated).toMatchObject({ jti: id, sub: student.user.id, files: [{ path: 'main.py', sha256 }] });
    expect(stated.acceptedAt).toBe((await student.ask(`/submissions/${id}`)).data.acceptedAt);
    const page = await check({ receipt, source: code });
    expect(page).toContain('It is genuine');
    expect(page).toContain('is main.py');
    expect(await check({ receipt, source: 'print(2)' })).toContain('none of its files');
    const [head, body, signature] = receipt.split('.');
    const forged = Buffer.from(JSON.stringify({ ...stated, iat: 0 })).toString('base64url');
    for (const text of ['nonsense', `${head}.${forged}.${signature}`, `${head}.${body}.AAAA`])
      expect(await check({ receipt: text })).toContain('No key of ours');
  });
});
