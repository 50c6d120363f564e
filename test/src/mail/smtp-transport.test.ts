import path from 'node:path';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { createMailTransport, type MailMessage } from '#src/mail/mail-transport.ts';
import { renderMail } from '#src/mail/render-mail.ts';
import { readSmtpAddress } from '#src/mail/smtp-address.ts';
import { openSmtpTransport } from '#src/mail/smtp-transport.ts';
import { testMail } from '#src/mail/test-mail.ts';
import { loadMessages } from '#src/messages/load-messages.ts';
import { loadViews } from '#src/views.ts';
import { answer, readMessage, startDying, startSilence, startSink } from './smtp-sink.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const messages = loadMessages([{ owner: 'kernel', folder: path.join(root, 'src/locales') }]);
const views = loadViews(root, [{ owner: 'kernel', folder: 'views' }], messages);
const from = { name: 'Assay', address: 'assay@example.edu' };

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const message: MailMessage = {
  to: { address: 'ada@example.edu', name: 'Ada' },
  subject: 'Größe',
  html: '<p>ä</p>',
  text: 'ä',
  messageId: '<1@assay.example>',
  date: new Date('2026-11-21T10:00:00Z'),
};

async function sink(options: Parameters<typeof startSink>[0] = {}) {
  const started = await startSink(options);
  closing.push(started.stop);
  return started;
}

function transportTo(url: string, timeouts = { connectMs: 1_000, silenceMs: 1_000 }) {
  const transport = openSmtpTransport(readSmtpAddress(url), from, timeouts);
  closing.unshift(() => transport.close());
  return transport;
}

describe('a mail over SMTP', () => {
  it.each([
    ['en', 'Test message from Assay', 'November 21, 2026 at 11:00'],
    ['de', 'Testnachricht von Assay', '21. November 2026 um 11:00 (Europe/Berlin) für ada@example.edu'],
  ] as const)(
    'arrives in the language of its reader, as text and HTML (%s) [CON-72]',
    async (locale, subject, words) => {
      const { port, taken } = await sink();
      const data = { address: 'ada@example.edu', sentAt: '2026-11-21T10:00:00Z', zone: 'Europe/Berlin' };
      const rendered = renderMail({ views, messages }, testMail, data, { locale, timeZone: 'Europe/Berlin' });
      const transport = createMailTransport(`smtp://127.0.0.1:${port}`, { folder: '/nowhere', from });
      closing.unshift(() => transport.close());
      expect(await transport.send({ ...message, ...rendered })).toMatch(/^250 /);
      const { headers, parts } = readMessage(taken[0]!);
      expect(headers).toMatchObject({
        from: 'Assay <assay@example.edu>',
        to: 'Ada <ada@example.edu>',
        subject,
        'message-id': '<1@assay.example>',
        date: 'Sat, 21 Nov 2026 10:00:00 +0000',
        'auto-submitted': 'auto-generated',
      });
      expect(parts['text/plain']).toContain(words);
      expect(parts['text/html']).toContain(words);
      expect(parts['text/html']).toContain(`<html lang="${locale}">`);
    },
  );

  it('is kept for later while the server says 4xx, and goes out when it does no more', async () => {
    let refusals = 1;
    const { port, taken } = await sink({
      onRcptTo: (_address, _session, done) => done(refusals-- > 0 ? answer(450, '4.2.0 greylisted, come back') : null),
    });
    const transport = transportTo(`smtp://127.0.0.1:${port}`);
    await expect(transport.send(message)).rejects.toMatchObject({
      name: 'MailFailure',
      permanent: false,
      message: '450 4.2.0 greylisted, come back',
    });
    await transport.send(message);
    expect(taken).toHaveLength(1);
  });

  it.each(['onMailFrom', 'onRcptTo', 'onData'] as const)(
    "fails for good with the server's own words at 550 (%s)",
    async (step) => {
      const refuse = (...given: unknown[]) => {
        const [stream] = given;
        if (step === 'onData') (stream as NodeJS.ReadableStream).resume();
        (given.at(-1) as (error: Error) => void)(answer(550, '5.1.1 no such mailbox'));
      };
      const { port } = await sink({ [step]: refuse });
      await expect(transportTo(`smtp://127.0.0.1:${port}`).send(message)).rejects.toMatchObject({
        permanent: true,
        message: '550 5.1.1 no such mailbox',
      });
    },
  );

  it.each([
    ['a wrong password', 535, 'onAuth'],
    ['a server that turns everybody away', 554, 'onConnect'],
  ] as const)('waits for an operator after %s', async (_what, code, step) => {
    const refuse = (...given: unknown[]) => (given.at(-1) as (error: Error) => void)(answer(code, 'go away'));
    const { port, taken } = await sink({ [step]: refuse, allowInsecureAuth: true });
    const url = `smtp://me:wrong@127.0.0.1:${port}`;
    await expect(transportTo(url).send(message)).rejects.toMatchObject({
      permanent: false,
      message: expect.stringContaining(`${code} go away`),
    });
    expect(taken).toEqual([]);
  });

  it('gives up on a server that never greets', async () => {
    const { port, stop } = await startSilence();
    closing.push(stop);
    const started = Date.now();
    const sending = transportTo(`smtp://127.0.0.1:${port}`, { connectMs: 300, silenceMs: 2_000 }).send(message);
    await expect(sending).rejects.toMatchObject({ permanent: false, message: 'Greeting never received' });
    expect(Date.now() - started).toBeLessThan(1_500);
  });

  it('gives up on a server that falls silent in the middle', async () => {
    const { port } = await sink({ onRcptTo: () => undefined, closeTimeout: 10 });
    const sending = transportTo(`smtp://127.0.0.1:${port}`, { connectMs: 300, silenceMs: 300 }).send(message);
    await expect(sending).rejects.toMatchObject({ permanent: false, message: 'Timeout' });
  });

  it('is kept for later when the server is down', async () => {
    const { port, stop } = await startSink();
    await stop();
    const sending = transportTo(`smtp://127.0.0.1:${port}`).send(message);
    await expect(sending).rejects.toMatchObject({ permanent: false, message: expect.stringContaining('ECONNREFUSED') });
  });

  it('is tried once when the connection breaks in the middle', async () => {
    const { port, connections, stop } = await startDying();
    closing.push(stop);
    const transport = transportTo(`smtp://127.0.0.1:${port}`);
    await expect(transport.send(message)).rejects.toMatchObject({ permanent: false });
    expect(connections()).toBe(1);
  });

  it('goes out over a new connection when the server has dropped the kept one', async () => {
    const { port, taken, connections } = await sink({ socketTimeout: 300 });
    const transport = transportTo(`smtp://127.0.0.1:${port}`);
    await transport.send(message);
    await new Promise((resolve) => setTimeout(resolve, 600));
    await transport.send(message);
    expect(taken).toHaveLength(2);
    expect(connections()).toBe(2);
  });

  it('shares a few connections with others', async () => {
    const { port, taken, connections } = await sink();
    const transport = transportTo(`smtp://127.0.0.1:${port}`);
    await Promise.all(Array.from({ length: 30 }, () => transport.send(message)));
    expect(taken).toHaveLength(30);
    expect(connections()).toBeLessThanOrEqual(3);
  });
});

describe('TLS', () => {
  const withTls = { disabledCommands: [] };

  it('is used when the server offers it, and its certificate has to be good', async () => {
    // The server warns of the certificate that it brings.
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const { port, taken } = await sink(withTls);
    await expect(transportTo(`smtp://127.0.0.1:${port}`).send(message)).rejects.toMatchObject({
      permanent: false,
      message: expect.stringContaining('certificate'),
    });
    await transportTo(`smtp://127.0.0.1:${port}?verifyCertificate=false`).send(message);
    expect(taken).toHaveLength(1);
  });

  it('is insisted on where the address says so', async () => {
    const { port, taken } = await sink();
    const sending = transportTo(`smtp://127.0.0.1:${port}?requireTls=true`).send(message);
    await expect(sending).rejects.toMatchObject({ permanent: false });
    expect(taken).toEqual([]);
  });
});

describe('headers', () => {
  it.each([
    ['subject', { ...message, subject: 'Hi\r\nBcc: eve@example.edu' }],
    ['name', { ...message, to: { address: 'ada@example.edu', name: 'Ada\nBcc: eve@example.edu' } }],
    ['message id', { ...message, messageId: '<1@x>\r\nBcc: eve@example.edu' }],
    ['subject by another line break', { ...message, subject: 'Hi\u2028Bcc: eve@example.edu' }],
    ['address', { ...message, to: { address: 'ada@example.edu\r\nBcc: eve@example.edu' } }],
    ['second address', { ...message, to: { address: 'ada@example.edu, eve@example.edu' } }],
    ['address in brackets', { ...message, to: { address: 'x <eve@example.edu>' } }],
  ])('cannot be added by a %s', async (_where, injected) => {
    const { port, taken } = await sink();
    await expect(transportTo(`smtp://127.0.0.1:${port}`).send(injected)).rejects.toThrow();
    expect(taken).toEqual([]);
  });

  it('carry names of any kind to one person only', async () => {
    const { port, taken } = await sink();
    await transportTo(`smtp://127.0.0.1:${port}`).send({
      ...message,
      to: { address: 'ada@example.edu', name: 'Ada, "Lovelace" <eve@example.edu>' },
    });
    const { headers } = readMessage(taken[0]!);
    expect(headers.to).toBe('"Ada, \\"Lovelace\\" <eve@example.edu>" <ada@example.edu>');
    expect(headers.subject).toBe('=?UTF-8?Q?Gr=C3=B6=C3=9Fe?=');
  });
});
