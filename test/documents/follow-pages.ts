import { expect } from '@jest/globals';
import { form, html, htmx, json } from '../support/web.ts';

interface Account {
  readonly email: string;
  readonly password: string;
}

/** Does what plugins/README.md says about browsers and programs, with a sign-in that `npm start` printed. */
export async function followPages(origin: string, greeting: string) {
  const [, email = '', password = ''] = /Instructor\s+(\S+@\S+)\s+(\S+)/.exec(greeting) ?? [];
  const publish = await openForm(origin, { email, password });
  const expiresAt = '2099-12-31T18:00';
  await isRefused(
    publish({ text: ' ', expiresAt }),
    `value="${expiresAt}"`,
    'Write something, in 500 letters at most.',
  );
  await isRefused(
    publish({ text: 'Typed <once>', expiresAt: '' }),
    '\nTyped &lt;once&gt;</textarea>',
    'This is needed.',
  );
  const made = await publish({ text: 'Typed <twice>', expiresAt });
  const shown = made.headers.get('location') ?? '';
  expect([made.status, shown]).toEqual([303, expect.stringMatching(/^\/announcements\/[\w-]{36}$/)]);
  await isShown(`${origin}${shown}`, publish.cookie);
  await isTheApi(`${origin}/api/v1`, shown, { email, password });
  const { paths } = (await (await fetch(`${origin}/api/openapi.json`)).json()) as { paths: object };
  expect(paths).toHaveProperty(['/announcements/{id}', 'get', 'summary'], 'Shows an announcement');
}

/** Opens the form, is led to the sign-in and back, and returns how to send the form. */
async function openForm(origin: string, account: Account) {
  const address = `${origin}/announcements/new`;
  const away = await fetch(address, { headers: html, redirect: 'manual' });
  expect(away.headers.get('location')).toBe('/auth/login?next=%2Fannouncements%2Fnew');
  const back = await fetch(`${origin}/auth/login`, form({ ...account, next: '/announcements/new' }));
  expect([back.status, back.headers.get('location')]).toEqual([303, '/announcements/new']);
  const cookie = back.headers.getSetCookie()[0]!.split(';')[0]!;
  const blank = await (await fetch(address, { headers: { ...html, cookie } })).text();
  const [, csrf = ''] = /name="assay-csrf" content="([^"]+)"/.exec(blank) ?? [];
  const send = (fields: Record<string, string>) =>
    fetch(`${origin}/announcements`, form(fields, { cookie, 'x-csrf-token': csrf }));
  return Object.assign(send, { cookie });
}

async function isRefused(answer: Promise<Response>, ...words: string[]) {
  const response = await answer;
  const text = await response.text();
  expect(response.status).toBe(422);
  for (const word of words) expect(text).toContain(word);
}

async function isShown(address: string, cookie: string) {
  const ask = async (headers: Record<string, string>) =>
    (await fetch(address, { headers: { ...headers, cookie } })).text();
  const drawn = '<article>\n<p>Typed &lt;twice&gt;</p>\n<p>Until December 31, 2099';
  const page = await ask(html);
  expect(page).toMatch(/^<!doctype html>[^]*<title>Typed &lt;twice&gt; · Assay<\/title>/);
  expect(page).toContain(drawn);
  expect((await ask(htmx)).slice(0, drawn.length)).toBe(drawn);
  expect(JSON.parse(await ask(json))).toMatchObject({ success: true, data: { text: 'Typed <twice>' } });
}

async function isTheApi(api: string, shown: string, account: Account) {
  const send = (what: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${api}${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const { data } = (await (await send('/auth/login', account)).json()) as { data: { token: string } };
  const authorization = `Bearer ${data.token}`;
  const got = await fetch(`${api}${shown}`, { headers: { authorization } });
  expect(Object.keys(((await got.json()) as { data: object }).data)).toEqual(['id', 'text', 'expiresAt', 'readers']);
  const refused = await send('/announcements', { text: ' ', expiresAt: '2099-12-31T18:00:00Z' }, { authorization });
  expect(refused.status).toBe(422);
  expect(await refused.json()).toMatchObject({ error: { details: [{ field: 'text' }] } });
}
