import { randomUUID } from 'node:crypto';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { App } from '#src/app.ts';
import { listen } from '#src/http/listen.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aScope, eventually, openTestApp } from '../support/app.ts';
import { openBrowser, type Browser } from '../support/browser.ts';
import { until } from '../support/until.ts';
import { watchedPage } from '../support/watch-page.ts';
import { aPerson, password } from '../support/web.ts';
import { readMessage, startSink, type Sink } from '../src/mail/smtp-sink.ts';

let app: App;
let sink: Sink;
let browser: Browser;
let address: string;

beforeAll(async () => {
  [sink, browser] = await Promise.all([startSink(), openBrowser()]);
  const probe = await listen(express(), { port: 0, host: '127.0.0.1' });
  await probe.close();
  address = `http://localhost:${probe.port}`;
  const environment = { PUBLIC_URL: address, SMTP_URL: `smtp://127.0.0.1:${sink.port}` };
  app = await openTestApp({ works: true, environment });
  await app.serve({ port: probe.port, host: '127.0.0.1' });
});
afterAll(async () => {
  await browser.close();
  await app.stop();
  await sink.stop();
});

async function aPage() {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  context.setDefaultTimeout(8_000);
  return watchedPage(context);
}

const heading = (page: Page, text: string) =>
  until(page, `document.querySelector('h1')?.textContent.trim() === ${JSON.stringify(text)}`);

/** Moves the focus by Tab until it is on what this expression of the focused element says. */
async function tabTo(page: Page, wanted: string) {
  for (let steps = 0; steps < 60; steps += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate<boolean>(`((focused) => ${wanted})(document.activeElement)`)) return;
  }
  throw new Error(`Tab never reached ${wanted}`);
}

const invitationFor = async (email: string) => {
  const mail = () => sink.taken.map(readMessage).find(({ headers }) => headers.to?.includes(email));
  const text = (await eventually(async () => mail(), 20)).parts['text/plain'] ?? '';
  return { text, link: /https?:\/\/\S+\/invitations\/\S+/.exec(text)![0] };
};

async function anAdministrator(scope: Scope) {
  const admin = await aPerson(app, ['admin'], Promise.resolve(scope));
  const watched = await aPage();
  await watched.page.goto(`${address}/o/${scope.organization.slug}/auth/login`);
  await watched.page.fill('#email', admin.email);
  await watched.page.fill('#password', password);
  await watched.page.click('main button.primary');
  await heading(watched.page, 'Welcome, Emmy Noether');
  return watched;
}

describe('an organization in a browser', () => {
  it('invites by mail, the invited comes by keyboard and has the role, and is out at the next click when suspended [C-04]', async () => {
    const scope = await aScope(app);
    const admin = await anAdministrator(scope);
    const email = `nia.${randomUUID().slice(0, 8)}@example.edu`;
    await admin.page.goto(`${address}/admin/invitations/new`);
    await admin.page.fill('#emails', email);
    await admin.page.check('input[value=mentor]');
    await admin.page.click('main form button.primary');
    await until(admin.page, `document.body.textContent.includes('An invitation is on its way.')`);

    const { link, text } = await invitationFor(email);
    expect(text).toContain(scope.organization.name);
    const invited = await aPage();
    await invited.page.goto(link);
    await heading(invited.page, `You are invited to ${scope.organization.name}`);
    await tabTo(invited.page, `focused.name === 'name'`);
    await invited.page.keyboard.type('Nia Neu');
    await tabTo(invited.page, `focused.name === 'password'`);
    await invited.page.keyboard.type('some words to remember');
    await tabTo(invited.page, `focused.matches('main form button.primary')`);
    await invited.page.keyboard.press('Enter');
    await heading(invited.page, 'Welcome, Nia Neu');
    const member = await scope.transaction(({ em }) => em.findOneOrFail(User, { email }));
    expect(member.roles).toEqual(['mentor', 'learner']);

    await admin.page.goto(`${address}/admin/members/${member.id}`);
    await admin.page.click('button[commandfor=suspend]');
    await admin.page.click('#suspend button.danger');
    await until(admin.page, `document.querySelector('#toasts').textContent.includes('suspended and signed out')`);
    await invited.page.click('a.brand');
    await until(
      invited.page,
      `!document.body.textContent.includes('Nia Neu') && document.body.textContent.includes('Sign in')`,
    );
    await invited.close();
    await admin.close();
  }, 120_000);

  it('makes a link that one button copies', async () => {
    const admin = await anAdministrator(await aScope(app));
    await admin.page.goto(`${address}/admin/invitations/links/new`);
    await admin.page.click('main form button.primary');
    await heading(admin.page, 'Your link is ready');
    await admin.page.click('button[data-copy]');
    await until(admin.page, `document.querySelector('button[data-copy]').textContent === 'Copied'`);
    const copied = await admin.page.evaluate<string>('navigator.clipboard.readText()');
    expect(copied).toBe(await admin.page.inputValue('#url'));
    await admin.close();
  }, 60_000);
});
