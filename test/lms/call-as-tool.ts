import { mediaTypes, scopeNames } from '../support/lms/index.ts';
import { post } from './browse.ts';
import type { MinimalTool } from './minimal-tool.ts';

export const allScopes = Object.values(scopeNames).join(' ');

export interface Call {
  readonly type?: string;
  readonly accept?: string;
  readonly body?: unknown;
  /** Another access token than the tool's own. */
  readonly token?: string;
}

export interface Answered {
  readonly status: number;
  readonly type: string | null;
  readonly link: string | null;
  readonly text: string;
  /** Null when the body is empty. */
  readonly body: unknown;
}

/** An access token of this tool for these scopes. */
export async function tokenOf(tool: MinimalTool, scope = allScopes): Promise<string> {
  const answer = await post(tool.registration.platform!.token_endpoint, {
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await tool.assertion(),
    scope,
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

/** Calls services with one access token; what is left out is as the specification wants it. */
export async function callerOf(tool: MinimalTool) {
  const token = await tokenOf(tool);
  return async (method: string, url: string, call: Call = {}): Promise<Answered> => {
    const answer = await fetch(url, {
      method,
      headers: {
        Authorization: `Bearer ${call.token ?? token}`,
        ...(method === 'GET' ? { Accept: call.accept ?? typeOf(url) } : {}),
        ...(call.body === undefined ? {} : { 'Content-Type': call.type ?? typeOf(url, method) }),
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      signal: AbortSignal.timeout(10_000),
    });
    const text = await answer.text();
    const { status, headers } = answer;
    return {
      status,
      type: headers.get('content-type'),
      link: headers.get('link'),
      text,
      body: /^\s*[[{]/.test(text) ? JSON.parse(text) : null,
    };
  };
}

export type Caller = Awaited<ReturnType<typeof callerOf>>;

/** With a segment added to the path, in front of the query. */
export function under(url: string, segment: string): string {
  const parsed = new URL(url);
  parsed.pathname += `/${segment}`;
  return parsed.href;
}

function typeOf(url: string, method = 'GET'): string {
  const { pathname } = new URL(url);
  const last = pathname.split('/').at(-1)!;
  const containers: Readonly<Record<string, string>> = {
    scores: mediaTypes.score,
    results: mediaTypes.results,
    memberships: mediaTypes.memberships,
    names_and_roles: mediaTypes.memberships,
    groups: mediaTypes.groups,
    groupsets: mediaTypes.groupSets,
    group_sets: mediaTypes.groupSets,
    ...(method === 'GET' ? { lineitems: mediaTypes.lineItems, line_items: mediaTypes.lineItems } : {}),
  };
  return containers[last] ?? mediaTypes.lineItem;
}
