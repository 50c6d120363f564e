import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { defineMail } from '#src/mail/define-mail.ts';
import { createMailTransport } from '#src/mail/mail-transport.ts';
import { readMailbox } from '#src/mail/mailbox.ts';
import { renderMail } from '#src/mail/render-mail.ts';
import { readSmtpAddress } from '#src/mail/smtp-address.ts';
import { readMessage } from './smtp-sink.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'assay-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

const from = { address: 'assay@localhost' };
const message = {
  to: { address: 'ada@example.edu' },
  subject: 'Hi',
  html: '<p>ä</p>',
  text: 'ä',
  messageId: '<7f@assay.example>',
  date: new Date('2026-11-21T10:00:00Z'),
};

describe('without a mail server', () => {
  it('a mail becomes one file that mail programs open, however often it is sent', async () => {
    const transport = createMailTransport(null, { folder: path.join(folder, 'mail'), from });
    await transport.send(message);
    expect(await transport.send(message)).toContain('written to');
    const files = await readdir(path.join(folder, 'mail'));
    expect(files).toEqual(['2026-11-21T10-00-00-000Z-7f@assayexample.eml']);
    const file = path.join(folder, 'mail', files[0]!);
    const { headers, parts } = readMessage(await readFile(file, 'utf8'));
    expect(headers).toMatchObject({
      from: 'assay@localhost',
      to: 'ada@example.edu',
      subject: 'Hi',
      'message-id': '<7f@assay.example>',
    });
    expect(parts).toEqual({ 'text/plain': 'ä', 'text/html': '<p>ä</p>' });
    expect(((await stat(file)).mode & 0o777).toString(8)).toBe('600');
  });

  it('a folder that cannot be written is a failure that may pass', async () => {
    const blocked = path.join(folder, 'file');
    await writeFile(blocked, '');
    await expect(createMailTransport(null, { folder: blocked, from }).send(message)).rejects.toMatchObject({
      name: 'MailFailure',
      permanent: false,
    });
  });
});

describe('defineMail', () => {
  it('finds views and subject by the name', () => {
    const mail = defineMail({ name: 'accounts.verifyEmail', data: z.object({}) });
    expect(mail).toMatchObject({
      html: { name: 'accounts/mail/verify-email' },
      text: { name: 'accounts/mail/verify-email.text' },
      subjectKey: 'accounts.mail.verifyEmail.subject',
    });
  });

  it.each(['verify', 'accounts.', 'accounts.verify-email', 'a.b.c'])('refuses the name %j', (name) => {
    expect(() => defineMail({ name, data: z.object({}) })).toThrow('owner.noun');
  });
});

describe('renderMail', () => {
  const mail = defineMail({ name: 'shop.receipt', data: z.object({ title: z.string() }) });
  const parts = {
    views: { render: (wanted: { name: string }) => wanted.name },
    messages: {
      has: () => true,
      translate: (_locale: string, key: string, values = {}) => `${key} ${JSON.stringify(values)}\nBcc: x`,
    },
  };
  const reader = { locale: 'en', timeZone: 'UTC' } as const;

  it('keeps a subject on one line', () => {
    const { subject } = renderMail(parts, mail, { title: 'a\u2028b' }, reader);
    expect(subject).toBe('shop.mail.receipt.subject {"title":"a b"} Bcc: x');
  });

  it('refuses data that the mail does not declare', () => {
    expect(() => renderMail(parts, mail, {} as never, reader)).toThrow(z.ZodError);
  });
});

describe('readSmtpAddress', () => {
  it.each([
    [
      'smtp://localhost',
      { host: 'localhost', port: 587, secure: false, requireTls: false, verifyCertificate: true, user: null },
    ],
    ['smtps://mail.example.edu', { port: 465, secure: true, requireTls: false }],
    [
      'smtp://me%40x:p%2Fw@mail.example.edu:25',
      { port: 25, requireTls: true, user: { name: 'me@x', password: 'p/w' } },
    ],
    ['smtp://me:pw@mail.example.edu?requireTls=false', { requireTls: false }],
    ['smtp://me:pw@[::1]:2525', { host: '::1', port: 2525, requireTls: false }],
    ['smtp://mail.example.edu?verifyCertificate=false', { verifyCertificate: false }],
  ])('reads %s', (url, address) => {
    expect(readSmtpAddress(url)).toMatchObject(address);
  });

  it.each([
    ['mail.example.edu', 'smtp://host:port'],
    ['http://mail.example.edu', 'smtp://host:port'],
    ['smtp://mail.example.edu?pool=1', 'requireTls and verifyCertificate'],
    ['smtp://mail.example.edu?requireTls=yes', 'requireTls and verifyCertificate'],
    ['smtp://me:100%@mail.example.edu', '%25'],
  ])('says what is wrong with %s', (url, words) => {
    expect(() => readSmtpAddress(url)).toThrow(words);
  });
});

describe('readMailbox', () => {
  it.each([
    ['Assay <assay@example.edu>', { name: 'Assay', address: 'assay@example.edu' }],
    ['assay@localhost', { address: 'assay@localhost' }],
    ['"Assay, Inc." <a@example.edu>', { name: 'Assay, Inc.', address: 'a@example.edu' }],
  ])('reads %s', (text, mailbox) => {
    expect(readMailbox(text)).toEqual(mailbox);
  });

  it.each(['Assay', '', 'a@example.edu, b@example.edu', 'a@', 'x: a@example.edu, b@example.edu;'])(
    'refuses %j',
    (text) => {
      expect(() => readMailbox(text)).toThrow('MAIL_FROM has to be one address');
    },
  );
});
