import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { AuditEntry } from '#src/audit/audit-entry.entity.ts';
import { User } from '#src/people/user.entity.ts';
import type { OrganizationRole } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aScope, eventually, openTestApp } from '../../support/app.ts';
import { noOp, writeSample } from '../../support/sample/jobs.ts';
import { aNewOperator, aPerson, aSession, signInAsOperator } from '../sessions/people.ts';
import { openStream } from '../http/live/open-stream.ts';

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp({ works: true });
  address = `http://127.0.0.1:${(await app.serve({ port: 0, host: '127.0.0.1' })).port}`;
});
afterAll(() => app.stop());

interface Listed {
  readonly data: {
    readonly counts: { running: number; waiting: number; failed: number };
    readonly queues: readonly { readonly name: string }[];
    readonly waiting: readonly { readonly name: string; readonly organizationId: string }[];
    readonly failed: readonly { id: string; name: string; message: string; attempts: number; ids: object[] }[];
  };
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
async function aMember(scope: Scope, ...roles: OrganizationRole[]) {
  const user = await aPerson(scope, roles);
  return { user, headers: bearer((await aSession(scope, user)).token) };
}
async function anOperator() {
  return { headers: bearer((await signInAsOperator(app, await aNewOperator(app))).token) };
}

type Headers = Record<string, string>;
const list = async (path: string, headers: Headers) =>
  (await (await fetch(`${address}${path}`, { headers: { ...headers, accept: 'application/json' } })).json()) as Listed;
const html = async (path: string, headers: Headers) => {
  const response = await fetch(`${address}${path}`, { headers: { ...headers, accept: 'text/html' } });
  return { status: response.status, text: await response.text() };
};
const retry = (path: string, headers: Headers) =>
  fetch(`${address}${path}`, { method: 'POST', headers: { ...headers, accept: 'application/json' } });

/** A job that waits for an hour. */
const later = (scope: Scope) =>
  scope.transaction((scope) => scope.enqueue(noOp, { sentAt: 0 }, { startAfter: new Date(Date.now() + 3_600_000) }));

async function aFailed(scope: Scope, text = `fail ${randomUUID()}`) {
  const { headers } = await aMember(scope, 'owner');
  await scope.transaction((scope) => scope.enqueue(writeSample, { text }));
  return eventually(async () =>
    (await list('/admin/jobs', headers)).data.failed.find(({ message }) => message.includes(text)),
  );
}

describe('/admin/jobs', () => {
  it("shows what runs, waits and has failed, with the last words and without the job's data", async () => {
    const scope = await aScope(app);
    const { headers } = await aMember(scope, 'admin');
    const empty = await html('/admin/jobs', headers);
    expect(empty.text).toContain('No job has failed for good.');
    await later(scope);
    const failed = await aFailed(scope, 'fail loudly');
    expect(failed).toMatchObject({
      name: 'sample.writeSample',
      message: 'told to fail: fail loudly',
      attempts: 2,
      ids: [],
    });
    // What the job does when it gave up is a job too.
    const data = await eventually(async () => {
      const { data } = await list('/admin/jobs', headers);
      return data.counts.waiting === 1 && data.counts.running === 0 ? data : null;
    });
    expect(data.counts.failed).toBe(1);
    const page = await html('/admin/jobs', headers);
    expect(page.text).toContain('told to fail: fail loudly');
    expect(page.text).toContain('1 waiting');
    expect(JSON.stringify(data)).not.toContain('sentAt');
  });

  it('speaks German to who reads German', async () => {
    const scope = await aScope(app);
    const { user, headers } = await aMember(scope, 'admin');
    await scope.transaction(({ em }) => em.nativeUpdate(User, { id: user.id }, { locale: 'de' }));
    expect((await html('/admin/jobs', headers)).text).toContain('Kein Auftrag ist endgültig fehlgeschlagen.');
  });

  it("is one organization's own: another's jobs are neither listed nor counted nor found", async () => {
    const theirs = await aScope(app);
    const failed = await aFailed(theirs);
    const { headers } = await aMember(await aScope(app), 'owner');
    expect((await list('/admin/jobs', headers)).data).toMatchObject({
      counts: { running: 0, waiting: 0, failed: 0 },
      failed: [],
    });
    expect((await retry(`/admin/jobs/${failed.id}/retrial`, headers)).status).toBe(404);
  });

  it.each(['learner', 'instructor'] as const)('is not there for the role %s', async (role) => {
    const scope = await aScope(app);
    const failed = await aFailed(scope);
    const { headers } = await aMember(scope, role);
    expect((await html('/admin/jobs', headers)).status).toBe(404);
    expect((await retry(`/admin/jobs/${failed.id}/retrial`, headers)).status).toBe(404);
    expect((await html('/operator/jobs', headers)).status).toBe(404);
  });
});

describe('POST …/jobs/:id/retrial', () => {
  it('gives a failed job one more try, once, and remembers who wanted that', async () => {
    const scope = await aScope(app);
    const failed = await aFailed(scope);
    const { user, headers } = await aMember(scope, 'admin');
    expect((await retry(`/admin/jobs/${failed.id}/retrial`, headers)).status).toBe(200);
    expect((await retry(`/admin/jobs/${failed.id}/retrial`, headers)).status).toBe(404);
    const again = await eventually(async () =>
      (await list('/admin/jobs', headers)).data.failed.find(({ id, attempts }) => id === failed.id && attempts === 3),
    );
    expect(again.message).toBe(failed.message);
    const [entry] = await scope.transaction(({ em }) => em.find(AuditEntry, { action: 'jobs.retried' }));
    expect(entry).toMatchObject({ actorId: user.id, payload: { ids: [failed.id] } });
  });

  it('is there for operators, whosever job it is', async () => {
    const failed = await aFailed(await aScope(app));
    const { headers } = await anOperator();
    expect((await retry(`/operator/jobs/${failed.id}/retrial`, headers)).status).toBe(200);
    expect((await retry(`/operator/jobs/${randomUUID()}/retrial`, headers)).status).toBe(404);
  });
});

describe('/operator/jobs', () => {
  it('shows the jobs of every organization, by queue', async () => {
    const [one, other] = [await aScope(app), await aScope(app)];
    await later(one);
    await later(other);
    const { headers } = await anOperator();
    const { data } = await list(`/operator/jobs?queue=${noOp.name}`, headers);
    const owners = data.waiting.map(({ organizationId }) => organizationId);
    expect(owners).toEqual(expect.arrayContaining([one.organization.id, other.organization.id]));
    expect(new Set(data.waiting.map(({ name }) => name))).toEqual(new Set([noOp.name]));
    const counted = await eventually(async () =>
      (await list('/operator/jobs', headers)).data.queues.find(({ name }) => name === noOp.name),
    );
    expect(counted).toMatchObject({ name: noOp.name });
    expect((await html('/operator/jobs', headers)).text).toContain(`?queue=${noOp.name}`);
  });
});

describe('the counts on the page', () => {
  it('follow the jobs while the page is open', async () => {
    const scope = await aScope(app);
    const { headers } = await aMember(scope, 'owner');
    const stream = await openStream(`${address}/live?topics=kernel.organizationJobs`, headers);
    expect(JSON.parse((await stream.message(0)).data)).toMatchObject({ data: { failed: 0 } });
    await scope.transaction((scope) => scope.enqueue(writeSample, { text: 'fail while watched' }));
    await eventually(async () => stream.messages.some(({ data }) => data.includes('"failed":1')));
    stream.stop();
  });
});
