import { randomUUID } from 'node:crypto';
import type { App } from '#src/app.ts';
import { createUser } from '#src/people/create-user.ts';
import type { OrganizationRole } from '#src/people/user.entity.ts';
import { aScope } from './app.ts';

export const password = 'a long enough password';
export const html = { accept: 'text/html' };
export const json = { accept: 'application/json' };
export const htmx = { 'hx-request': 'true', 'hx-request-type': 'partial', ...html };

/** A form as a browser posts it. */
export const form = (fields: Record<string, string>, headers: Record<string, string> = {}) => ({
  method: 'POST',
  redirect: 'manual' as const,
  headers: { ...html, 'sec-fetch-site': 'same-origin', ...headers },
  body: new URLSearchParams(fields),
});

/** Somebody with a password in a new organization. */
export async function aPerson(app: App, roles: readonly OrganizationRole[] = ['learner'], scope = aScope(app)) {
  const inside = await scope;
  const email = `${randomUUID()}@example.edu`;
  const user = await createUser(inside, { name: 'Emmy Noether', email, roles, password });
  return { scope: inside, email, user };
}

/** Signs in as a browser does: form, cookie, and the tokens of a page. */
export async function aBrowser(
  app: App,
  address: string,
  roles: readonly OrganizationRole[] = ['learner'],
  scope = aScope(app),
) {
  const person = await aPerson(app, roles, scope);
  const { slug } = person.scope.organization;
  const response = await fetch(
    `${address}/o/${slug}/auth/login`,
    form({ email: person.email, password, next: '/samples' }),
  );
  const cookie = response.headers.getSetCookie()[0]!.split(';')[0]!;
  const page = await (await fetch(`${address}/samples`, { headers: { ...html, cookie } })).text();
  const meta = (name: string) => new RegExp(`name="${name}" content="([^"]+)"`).exec(page)![1]!;
  return {
    ...person,
    response,
    cookie,
    session: meta('assay-session'),
    headers: { cookie, 'x-csrf-token': meta('assay-csrf') },
  };
}
