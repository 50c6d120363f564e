import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import type { App } from '#src/app.ts';
import { runCommand } from '#src/commands/run-command.ts';
import { loadConfig } from '#src/config/config.ts';
import { aScope, openTestApp, root, testDatabase } from '../../support/app.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { serve, somebody } from './a-classroom.ts';

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp();
  address = await serve(app);
});
afterAll(() => app.stop());

/** What the shell prints for the words behind `npm run admin --`, and with which code it ends. */
async function admin(...words: string[]) {
  const { appUrl, ownerUrl } = await testDatabase();
  const environment = {
    DATABASE_URL: appUrl,
    DATABASE_OWNER_URL: ownerUrl,
    LOG_LEVEL: 'silent',
    SECRET_KEY: 'a-secret-for-the-tests-long-enough-to-be-one',
  };
  const config = loadConfig({ root, environment, dataFolder: path.join(root, '.data', 'test-data', 'receipts') });
  const [printed, said]: [string[], string[]] = [[], []];
  const code = await runCommand(words, {
    config,
    plugins: app.kernel.plugins,
    print: (text) => void printed.push(text),
    say: (text) => void said.push(text),
  });
  return { code, text: printed.join('\n'), said: said.join('\n') };
}

/** Somebody who has handed in this, with the receipt that they got. */
async function aReceipt(code: string) {
  const scope = await aScope(app);
  const { id: problemId } = await aProblem(scope);
  const student = await somebody(scope, address, 'learner');
  const submissionId = await student.submit(problemId, code);
  const { data } = await student.ask(`/submissions/${submissionId}/code`);
  return { submissionId, userId: student.user.id, receipt: String(data.receipt) };
}

describe('npm run admin -- verify-receipt', () => {
  it('says of a genuine receipt who handed in what and when, for people and for programs', async () => {
    const code = 'print("ä")\n';
    const { receipt, submissionId, userId } = await aReceipt(code);
    const sha256 = createHash('sha256').update(code).digest('hex');
    const said = await admin('verify-receipt', '--receipt', receipt);
    expect(said.code).toBe(0);
    expect(said.text).toContain(`Genuine: submission ${submissionId} of user ${userId}`);
    expect(said.text).toContain(`${sha256}  main.py`);
    const told = await admin('verify-receipt', '--receipt', receipt, '--json');
    expect(JSON.parse(told.text)).toMatchObject({
      isGenuine: true,
      receipt: { jti: submissionId, sub: userId, files: [{ path: 'main.py', sha256 }] },
    });
  }, 60_000);

  it('ends with a failure for one that was changed, that another key signed, or that is none', async () => {
    const { receipt } = await aReceipt('print(3)');
    const [head, body, signature] = receipt.split('.') as [string, string, string];
    const stated = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
    const changed = Buffer.from(JSON.stringify({ ...stated, acceptedAt: '2020-01-01T00:00:00.000Z' }));
    const unsigned = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    for (const text of [
      `${head}.${changed.toString('base64url')}.${signature}`,
      `${head}.${body}.${signature.slice(0, -8)}AAAAAAAA`,
      `${unsigned}.${body}.`,
      'nonsense',
    ]) {
      const { code, text: said } = await admin('verify-receipt', '--receipt', text, '--json');
      expect([code, JSON.parse(said)]).toEqual([1, { isGenuine: false }]);
    }
    expect((await admin('verify-receipt')).code).not.toBe(0);
  }, 60_000);
});

describe('npm run admin -- rotate-receipt-key', () => {
  it('makes the key that signs from then on; both keys are published, and receipts of both are genuine', async () => {
    const before = await aReceipt('print(1)');
    const rotated = await admin('rotate-receipt-key', '--json');
    expect(rotated.code).toBe(0);
    const { kid } = JSON.parse(rotated.text) as { kid: string };
    const after = await aReceipt('print(2)');
    const keyOf = ({ receipt }: { receipt: string }) =>
      (JSON.parse(Buffer.from(receipt.split('.')[0]!, 'base64url').toString()) as { kid: string }).kid;
    expect(keyOf(after)).toBe(kid);
    expect(keyOf(before)).not.toBe(kid);
    const { keys } = (await (await fetch(`${address}/receipts/keys`)).json()) as { keys: { kid: string }[] };
    expect(keys.map((key) => key.kid)).toEqual(expect.arrayContaining([keyOf(before), kid]));
    for (const { receipt } of [before, after])
      expect((await admin('verify-receipt', '--receipt', receipt)).code).toBe(0);
  }, 60_000);
});
