import type { App } from '#src/app.ts';
import type { OrganizationRole } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { eventually } from '../../support/app.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { html, json } from '../../support/web.ts';

export interface Envelope {
  readonly data: Record<string, unknown>;
  readonly meta: { readonly cursor: string | null };
  readonly error: { readonly details: readonly { readonly field: string; readonly message: string }[] } | null;
}

/** Somebody of the organization, and what the API answers them. */
export async function somebody(scope: Scope, address: string, ...roles: OrganizationRole[]) {
  const { user, authorization } = await aSignedInPerson(scope, roles);
  const headers = { ...json, authorization };
  const ask = async (path: string) => {
    const response = await fetch(`${address}/api/v1${path}`, { headers });
    return { status: response.status, ...((await response.json()) as Envelope) };
  };
  const post = async (path: string, body: object, more: Record<string, string> = {}) => {
    const response = await fetch(`${address}/api/v1${path}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', ...more },
      body: JSON.stringify(body),
    });
    return { status: response.status, ...((await response.json()) as Envelope) };
  };
  const page = async (path: string) =>
    (await fetch(address + path, { headers: { ...html, authorization }, redirect: 'manual' })).text();
  const submit = async (problemId: string, code: string) => {
    const { status, data, error } = await post(`/problems/${problemId}/submissions`, { language: 'python', code });
    if (status !== 202) throw new Error(`${status}: ${JSON.stringify(error)}`);
    return String(data.id);
  };
  const judged = async (id: string, seconds = 60) => {
    await eventually(async () => !['PENDING', 'RUNNING'].includes((await stateOf(scope, id)).status), seconds);
    return (await ask(`/submissions/${id}`)).data;
  };
  return { user, headers, ask, post, page, submit, judged };
}

/** Asked of the database: the API answers nobody that often. */
export const stateOf = (scope: Scope, id: string) =>
  scope.transaction(
    async ({ em }) => {
      const [row] = await em.execute<{ status: string; obstacle: string | null }[]>(
        'select status, obstacle from submission where id = ?',
        [id],
      );
      return row!;
    },
    { readOnly: true },
  );

/** The application with pages and jobs, and the local judge that starts by itself. */
export async function serve(app: App) {
  const { port } = await app.serve({ port: 0, host: '127.0.0.1' });
  return `http://127.0.0.1:${port}`;
}

export const manyExecutions = { EXECUTIONS_PER_MINUTE: '10000' };
