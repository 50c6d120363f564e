import type { OrganizationRole } from '#src/people/user.entity.ts';
import { scopeIn } from '../app.ts';
import { aSignedInPerson } from '../people.ts';
import { form, html, json } from '../web.ts';
import type { Launches } from './open-launches.ts';

/** Somebody signed in to an organization, as they look at its pages. */
export async function aVisitor(tool: Launches, organizationId: string, roles: readonly OrganizationRole[]) {
  const { authorization } = await aSignedInPerson(await scopeIn(tool.app, organizationId), roles);
  return visitor(tool.address, { authorization });
}

/** What the pages of LMS have as JSON, as far as tests look at it; each has some of it. */
interface Shown {
  readonly platforms: readonly {
    readonly deployment: string;
    readonly status: string;
    readonly issuer: string;
  }[];
  readonly invitations: readonly { readonly id: string }[];
  readonly guides: readonly { readonly lms: string | null; readonly steps: readonly string[] }[];
  readonly attempts: readonly { readonly id: string; readonly outcome: string; readonly reason: string | null }[];
  readonly links: { readonly next: string | null };
  readonly steps: readonly { readonly step: string; readonly state: string }[];
  readonly pending: readonly { readonly id: string; readonly issuer: string }[];
  readonly registrations: readonly { readonly issuer: string; readonly deployments: number }[];
  readonly keys: readonly { readonly kid: string; readonly state: string }[];
}

/** Looks at pages, asks for the same as JSON, and sends forms. */
export const visitor = (address: string, headers: Readonly<Record<string, string>>) => ({
  headers,
  async look(path: string) {
    const response = await fetch(address + path, { headers: { ...html, ...headers }, redirect: 'manual' });
    return { status: response.status, text: await response.text() };
  },
  async ask(path: string) {
    const response = await fetch(`${address}/api/v1${path}`, { headers: { ...json, ...headers } });
    const { data } = (await response.json()) as { data: Shown };
    return { status: response.status, data };
  },
  async send(path: string, fields: Record<string, string> = {}) {
    const response = await fetch(address + path, form(fields, headers));
    return { status: response.status, to: response.headers.get('location'), text: await response.text() };
  },
});
