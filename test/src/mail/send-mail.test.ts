import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { mailCommands } from '#src/mail/commands.ts';
import { enqueueMail, mailPreviews } from '#src/mail/enqueue-mail.ts';
import { mailRows } from '#src/mail/mail-rows.ts';
import { OutgoingMail } from '#src/mail/outgoing-mail.entity.ts';
import { retryMail } from '#src/mail/retry-mail.ts';
import { sendMail } from '#src/mail/send-mail.ts';
import { testMail } from '#src/mail/test-mail.ts';
import type { InstallationScope, Scope } from '#src/scope/scope.ts';
import { anInstallationScope, aScope, eventually, openTestApp } from '../../support/app.ts';
import { answer, readMessage, startSink, type Sink } from './smtp-sink.ts';

let app: App;
let other: App | null = null;
let sink: Sink;
/** What the mail server says to a recipient, by the name before the @; nothing means yes. */
const says: Record<string, Error[]> = {};

beforeAll(async () => {
  sink = await startSink({
    onRcptTo: ({ address }, _session, done) => done(says[address.split('@')[0]!]?.shift() ?? null),
  });
  app = await openTestApp({ works: true, environment: { SMTP_URL: `smtp://127.0.0.1:${sink.port}` } });
});
afterAll(async () => {
  await other?.stop();
  await app.stop();
  await sink.stop();
});

const letter = (to: string, more: object = {}) => ({
  to: { address: `${to}@example.edu` },
  data: { address: `${to}@example.edu`, sentAt: '2026-11-21T10:00:00Z', zone: 'UTC' },
  ...more,
});
const rowOf = async (scope: Scope | InstallationScope, id: string) => {
  const find = (inside: Scope | InstallationScope) => mailRows(inside).find(id);
  const row = scope.organization === null ? await scope.transaction(find) : await scope.transaction(find);
  if (!row) throw new Error('The row is gone.');
  return row;
};
const inState = (scope: Scope | InstallationScope, id: string, state: OutgoingMail['state']) =>
  eventually(async () => {
    const row = await rowOf(scope, id);
    return row.state === state ? row : null;
  });
const doneJobs = (scope: Scope, id: string) =>
  scope.transaction(async ({ em }) => {
    const sql = `select 1 from pgboss.job where data -> 'data' ->> 'mailId' = ? and state = 'completed'`;
    return (await em.execute(sql, [id])).length;
  });
const takenFor = (name: string) =>
  sink.taken.map(readMessage).filter(({ headers }) => headers.to?.includes(`${name}@`));

describe('sendMail', () => {
  it('sends a mail of an organization once it is committed, and says so in its row', async () => {
    const scope = await aScope(app);
    const id = await scope.transaction((inside) =>
      sendMail(inside, testMail, letter('ada', { locale: 'de-AT', recipientId: crypto.randomUUID() })),
    );
    const row = await inState(scope, id, 'sent');
    expect(row).toMatchObject({
      organizationId: scope.organization.id,
      mail: 'kernel.test',
      locale: 'de',
      attempts: 1,
      sealedData: null,
    });
    expect(row.reason).toMatch(/^250 /);
    expect(row.sentAt).toBeInstanceOf(Date);
    const [message, ...more] = takenFor('ada');
    expect(more).toEqual([]);
    expect(message!.headers).toMatchObject({ subject: 'Testnachricht von Assay', 'message-id': `<${id}@localhost>` });
    expect(message!.parts['text/plain']).toContain('ada@example.edu');
  });

  it('sends a mail once, however often its job comes', async () => {
    const scope = await aScope(app);
    const id = await scope.transaction((inside) => sendMail(inside, testMail, letter('once')));
    const row = await inState(scope, id, 'sent');
    await scope.transaction((inside) => enqueueMail(inside, row));
    await eventually(async () => (await doneJobs(scope, id)) === 2);
    expect(takenFor('once')).toHaveLength(1);
  });

  it('sends nothing when the transaction is rolled back', async () => {
    const scope = await aScope(app);
    const abandoned = scope.transaction(async (inside) => {
      await sendMail(inside, testMail, letter('nobody'));
      throw new Error('changed my mind');
    });
    await expect(abandoned).rejects.toThrow('changed my mind');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(takenFor('nobody')).toEqual([]);
  });

  it('sends a mail of the installation, which no organization sees', async () => {
    const scope = anInstallationScope(app);
    const id = await scope.transaction((inside) => sendMail(inside, testMail, letter('operator')));
    expect(await inState(scope, id, 'sent')).toMatchObject({ organizationId: null });
    expect(takenFor('operator')).toHaveLength(1);
    const stranger = await aScope(app);
    await expect(rowOf(stranger, id)).rejects.toThrow('gone');
    expect(await stranger.transaction(({ em }) => em.execute('select id from outgoing_mail'))).toEqual([]);
  });

  it("keeps an organization's mails from another and from the installation", async () => {
    const scope = await aScope(app);
    const id = await scope.transaction((inside) => sendMail(inside, testMail, letter('secret')));
    for (const stranger of [await aScope(app), anInstallationScope(app)])
      await expect(rowOf(stranger, id)).rejects.toThrow('gone');
    await inState(scope, id, 'sent');
  });

  it('tells an operator, while nothing may leave, what waits', async () => {
    const scope = await aScope(app);
    const lines = await scope.transaction(async (inside) => {
      await sendMail(inside, testMail, letter('waiting'));
      const rows = await inside.em.execute<{ about: string }[]>(
        `select data -> 'data' ->> 'about' as about from pgboss.job where name = 'kernel.sendMail' and data ->> 'organizationId' = ?`,
        [scope.organization.id],
      );
      return rows.map((row) => mailPreviews[0]!.value.describe(row as never));
    });
    expect(lines).toEqual(['kernel.test to w…@example.edu']);
  });

  it('holds what a mail says sealed until it is sent', async () => {
    const scope = await aScope(app);
    const sealed = await scope.transaction(async (inside) => {
      const id = await sendMail(inside, testMail, letter('sealed'));
      await inside.em.flush();
      const [row] = await inside.em.execute<{ sealed_data: string }[]>(
        'select sealed_data from outgoing_mail where id = ?',
        [id],
      );
      return row!.sealed_data;
    });
    expect(sealed).toMatch(/^v1\.[^.]+\.mail-data\./);
    expect(sealed).not.toContain('example.edu');
  });

  it('refuses an address that is none, data that do not fit and a mail that nobody contributes', async () => {
    const scope = await aScope(app);
    const send = (mail: typeof testMail, given: ReturnType<typeof letter>) =>
      scope.transaction((inside) => sendMail(inside, mail, given));
    await expect(send(testMail, letter('a b'))).rejects.toMatchObject({
      refusal: 'invalid',
      fields: [{ field: 'email' }],
    });
    await expect(send(testMail, letter('a', { to: { address: 'a@example.edu\nBcc: x' } }))).rejects.toMatchObject({
      refusal: 'invalid',
    });
    await expect(send(testMail, letter('a', { data: {} }))).rejects.toThrow(/sentAt/);
    await expect(send({ ...testMail, name: 'kernel.other' }, letter('a'))).rejects.toThrow('mailKind');
  });
});

describe('a mail that is not taken', () => {
  it("is tried again after 4xx, with the server's words in its row meanwhile", async () => {
    says.later = [answer(450, 'come back')];
    const scope = await aScope(app);
    const id = await scope.transaction((inside) => sendMail(inside, testMail, letter('later')));
    const waiting = await eventually(async () => ((await rowOf(scope, id)).reason ? rowOf(scope, id) : null));
    expect(waiting).toMatchObject({ state: 'queued', reason: '450 come back', attempts: 1 });
    expect(await inState(scope, id, 'sent')).toMatchObject({ attempts: 2 });
    expect(takenFor('later')).toHaveLength(1);
  });

  it('fails for good at 550, and can be sent again by hand', async () => {
    says.never = [answer(550, 'no such mailbox')];
    const scope = await aScope(app);
    const id = await scope.transaction((inside) => sendMail(inside, testMail, letter('never')));
    expect(await inState(scope, id, 'failed')).toMatchObject({ reason: '550 no such mailbox', attempts: 1 });
    // The job is done: it is not tried again by itself.
    await eventually(async () => (await doneJobs(scope, id)) === 1);
    await scope.transaction((inside) => retryMail(inside, id));
    expect(await inState(scope, id, 'sent')).toMatchObject({ attempts: 2, reason: expect.stringMatching(/^250/) });
    await expect(scope.transaction((inside) => retryMail(inside, id))).rejects.toMatchObject({ refusal: 'conflict' });
    await expect(scope.transaction((inside) => retryMail(inside, crypto.randomUUID()))).rejects.toMatchObject({
      refusal: 'notFound',
    });
  });
});

it('is delivered outside transactions only', async () => {
  const scope = await aScope(app);
  const message = {
    to: { address: 'a@example.edu' },
    subject: '',
    html: '',
    text: '',
    messageId: '<a@b>',
    date: new Date(),
  };
  await expect(scope.transaction((inside) => inside.mails.deliver(message))).rejects.toThrow(
    'while a transaction is open',
  );
});

describe('the commands', () => {
  const run = async (name: string, options: object) => {
    const shell = {
      kernel: async () => app.kernel,
      scope: async () => anInstallationScope(app),
      config: app.kernel.config,
    };
    const command = mailCommands.find((each) => each.name === name)!;
    return command.run(
      { ...shell, plugins: app.kernel.plugins, ownerUrl: '', appUrl: '', say: () => undefined },
      command.options.parse(options),
    );
  };

  it('queue a test mail, show how it went and retry one that failed', async () => {
    says.shell = [answer(550, 'not you')];
    const { data } = await run('send-test-mail', { to: 'shell@example.edu' });
    await inState(anInstallationScope(app), String(data.id), 'failed');
    expect((await run('mails', { state: 'failed' })).text).toContain(
      `${String(data.id)}  failed  kernel.test  shell@example.edu  550 not you`,
    );
    await run('retry-mail', { id: data.id });
    await inState(anInstallationScope(app), String(data.id), 'sent');
    expect(takenFor('shell')).toHaveLength(1);
  });

  it("reach an organization's mails by its slug", async () => {
    const scope = await aScope(app);
    const id = await scope.transaction((inside) => sendMail(inside, testMail, letter('listed')));
    const { data } = await run('mails', { org: scope.organization.slug });
    expect(data.mails).toMatchObject([{ id, mail: 'kernel.test', toAddress: 'listed@example.edu' }]);
  });
});

it('goes to a folder where there is no mail server', async () => {
  other = await openTestApp();
  const folder = path.join(other.kernel.config.dataFolder, 'mail');
  await rm(folder, { recursive: true, force: true });
  const message = {
    to: { address: 'a@example.edu' },
    subject: 'In a folder',
    html: '',
    text: 'x',
    messageId: '<a@b>',
    date: new Date(),
  };
  await (await aScope(other)).mails.deliver(message);
  const [file] = await readdir(folder);
  expect(await readFile(path.join(folder, file!), 'utf8')).toContain('Subject: In a folder');
});
