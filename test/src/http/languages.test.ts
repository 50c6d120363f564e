import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { createOrganization } from '#src/people/create-organization.ts';
import { User } from '#src/people/user.entity.ts';
import { languagesOf, localeOf } from '#src/http/languages.ts';
import { anInstallationScope, openTestApp, scopeIn } from '../../support/app.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { html } from '../../support/web.ts';

let app: App;
let address: string;
let slug: string;
beforeAll(async () => {
  app = await openTestApp();
  address = `http://127.0.0.1:${(await app.serve({ port: 0, host: '127.0.0.1' })).port}`;
  slug = await organization('de');
});
afterAll(() => app.stop());

async function organization(locale: string) {
  const short = `languages-${crypto.randomUUID().slice(0, 8)}`;
  await createOrganization(anInstallationScope(app), { slug: short, name: 'Languages', locale });
  return short;
}

const ask = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(address + path, { redirect: 'manual', headers: { ...html, ...headers } });
  const text = await response.text();
  return { response, text, language: /<html lang="([^"]+)"/.exec(text)?.[1] };
};

const signIn = () => `/o/${slug}/auth/login`;

describe('a page for somebody who is not signed in', () => {
  it.each([
    { why: 'the browser names nothing', accept: '*', language: 'de' },
    { why: 'the browser names only languages that we lack', accept: 'fr, it;q=0.9', language: 'de' },
    { why: 'the browser names one of ours', accept: 'fr, en-GB;q=0.8, de;q=0.5', language: 'en' },
  ])('is in $language in a German organization where $why', async ({ accept, language }) => {
    const page = await ask(signIn(), { 'accept-language': accept });
    expect(page.language).toBe(language);
    expect(page.response.headers.get('content-language')).toBe(language);
    expect(page.response.headers.get('vary')).toMatch(/Cookie, Accept-Language/);
    expect(page.text).toContain(language === 'de' ? 'Anmelden' : 'Sign in');
  });

  it('is in the language that its address asks for, keeps the rest of the query, and the pages that follow are too', async () => {
    const page = await ask(`${signIn()}?next=%2Fsamples&locale=en`, { 'accept-language': 'de' });
    expect(page.language).toBe('en');
    expect(page.text).toContain('name="next" value="/samples"');
    const [cookie = ''] = page.response.headers.getSetCookie();
    for (const part of ['HttpOnly', 'Secure', 'SameSite=None', 'Partitioned', 'Path=/', 'Max-Age=31536000'])
      expect(cookie).toContain(part);
    const [pair = ''] = cookie.split(';');
    expect(pair).toBe('__Host-assay-locale=en');
    const next = await ask(signIn(), { 'accept-language': 'de', cookie: pair });
    expect(next.language).toBe('en');
    expect(next.response.headers.getSetCookie()).toEqual([]);
    expect((await ask(`${signIn()}?locale=de`, { cookie: pair })).language).toBe('de');
  });

  it.each(['fr', 'DE', 'de-AT', '<b>', ''])('passes over the unknown language %j', async (unknown) => {
    const { language, response } = await ask(`${signIn()}?locale=${encodeURIComponent(unknown)}`, {
      'accept-language': 'en',
      cookie: `__Host-assay-locale=${encodeURIComponent(unknown)}`,
    });
    expect(language).toBe('en');
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  it('is refused in that language too, where there is no page at all', async () => {
    expect((await ask('/no-such-page?locale=de', { 'accept-language': 'en' })).language).toBe('de');
  });

  it('asks for no cookie under the API, which answers in the language asked for all the same', async () => {
    const response = await fetch(`${address}/api/v1/no-such-thing?locale=de`);
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(response.headers.get('content-language')).toBe('de');
  });
});

describe('a page for somebody who is signed in', () => {
  async function person(locale: string | null) {
    const found = await app.kernel.tenants.findBySlug(slug);
    const scope = await scopeIn(app, found.id);
    const { user, authorization } = await aSignedInPerson(scope, ['learner']);
    await scope.transaction(({ em }) => em.nativeUpdate(User, { id: user.id }, { locale }));
    return authorization;
  }
  const remembering = '__Host-assay-locale=en';

  it.each([
    { own: 'de', cookie: remembering, accept: 'en', language: 'de' },
    { own: 'de-CH', cookie: '', accept: 'en', language: 'de' },
    { own: 'fr', cookie: '', accept: 'en', language: 'en' },
    { own: null, cookie: remembering, accept: 'de', language: 'en' },
    { own: null, cookie: '', accept: 'en', language: 'en' },
    { own: null, cookie: '', accept: 'fr', language: 'de' },
  ])('is in $language for the setting $own, the cookie "$cookie" and a browser with $accept', async (given) => {
    const authorization = await person(given.own);
    const headers = { authorization, cookie: given.cookie, 'accept-language': given.accept };
    expect((await ask('/samples', headers)).language).toBe(given.language);
  });

  it('is once in another language where its address asks for it', async () => {
    const authorization = await person('de');
    expect((await ask('/samples?locale=en', { authorization })).language).toBe('en');
    expect((await ask('/samples', { authorization })).language).toBe('de');
  });
});

describe('the pseudo-locale', () => {
  it('is drawn in tests and development, with every text of ours in brackets', async () => {
    const { language, text } = await ask(`${signIn()}?locale=en-XA`);
    expect(language).toBe('en-XA');
    expect(text).toMatch(/<button[^>]*>⟦Š[^<]+⟧<\/button>/);
  });

  it('is never taken from a browser, and from nobody in production', async () => {
    expect((await ask(signIn(), { 'accept-language': 'en-XA' })).language).toBe('en');
    const request = {
      originalUrl: '/?locale=en-XA',
      path: '/',
      get: () => '__Host-assay-locale=en-XA',
      acceptsLanguages: () => ['en-XA', 'de'],
    } as never;
    expect(localeOf(languagesOf(request, { production: true }))).toBe('en');
    expect(localeOf(languagesOf(request, { production: false }))).toBe('en-XA');
    expect(localeOf(languagesOf(request, { production: true }), 'en-XA')).toBe('en');
  });
});
