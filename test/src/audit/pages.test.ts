import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { AuditEntry } from '#src/audit/audit-entry.entity.ts';
import { audit } from '#src/audit/audit.ts';
import { User } from '#src/people/user.entity.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { html, json } from '../../support/web.ts';
import { aMember } from '../../plugins/organizations/cast.ts';

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp();
  address = `http://127.0.0.1:${(await app.serve({ port: 0, host: '127.0.0.1' })).port}`;
});
afterAll(() => app.stop());

interface Listed {
  readonly data: {
    readonly entries: readonly { action: string; actor: string | null; target: string | null; facts: object[] }[];
    readonly links: { readonly next: string | null };
  };
}
const list = async (query: string, headers: Record<string, string>) =>
  ((await (await fetch(`${address}/admin/audit${query}`, { headers: { ...json, ...headers } })).json()) as Listed).data;

describe('/admin/audit', () => {
  it('says in sentences who did what to whom, in the language of its reader, with the rest as facts [Q-04]', async () => {
    const scope = await aScope(app);
    const { user, acting, headers } = await aMember(app, scope, ['admin'], 'Ada Admin');
    const { user: whom } = await aMember(app, scope, ['learner'], 'Lea Lernt');
    await audit(acting, {
      action: 'member.rolesChanged',
      target: { type: 'user', id: whom.id },
      payload: { before: ['learner'], after: ['mentor'] },
    });
    const page = () => fetch(`${address}/admin/audit`, { headers: { ...html, ...headers } }).then((r) => r.text());
    expect(await page()).toContain('Ada Admin changed the roles of Lea Lernt');
    expect(await page()).toContain('[&quot;mentor&quot;]');
    await scope.transaction(({ em }) => em.nativeUpdate(User, { id: user.id }, { locale: 'de' }));
    expect(await page()).toContain('Ada Admin hat die Rollen von Lea Lernt geändert');
  });

  it('shows an act that has no sentence by its name', async () => {
    const scope = await aScope(app);
    const { acting, headers } = await aMember(app, scope, ['admin']);
    await audit(acting, { action: 'sample.invented', target: { type: 'sample', id: 'no uuid' } });
    const page = await fetch(`${address}/admin/audit`, { headers: { ...html, ...headers } });
    expect(await page.text()).toContain('<code>sample.invented</code>');
  });

  it('is narrowed by act, person and day, and read on by cursor', async () => {
    const scope = await aScope(app);
    const { acting, headers } = await aMember(app, scope, ['admin'], 'Ada Admin');
    for (const n of [1, 2, 3]) await audit(acting, { action: 'sample.counted', payload: { n } });
    const first = await list('?action=sample.counted&limit=2', headers);
    expect(first.entries.map(({ facts }) => facts)).toEqual([
      [{ label: 'n', value: '3' }],
      [{ label: 'n', value: '2' }],
    ]);
    const rest = await list(first.links.next!.replace('/admin/audit', ''), headers);
    expect(rest.entries.map(({ facts }) => facts)).toEqual([[{ label: 'n', value: '1' }]]);
    expect(rest.links.next).toBeNull();
    expect((await list('?action=sample.counted&who=ada', headers)).entries).toHaveLength(3);
    expect((await list('?action=sample.counted&who=grace', headers)).entries).toEqual([]);
    const today = new Date().toISOString().slice(0, 10);
    expect((await list(`?action=sample.counted&since=${today}&until=${today}`, headers)).entries).toHaveLength(3);
    expect((await list('?action=sample.counted&until=2020-01-01', headers)).entries).toEqual([]);
  });

  it("holds no other organization's acts and none of the installation's", async () => {
    const [mine, theirs] = [await aScope(app), await aScope(app)];
    await audit(theirs, { action: 'sample.theirs' });
    const { headers } = await aMember(app, mine, ['owner']);
    expect((await list('?action=sample.theirs', headers)).entries).toEqual([]);
    expect((await list('?action=organization.created', headers)).entries).toEqual([]);
    expect(await theirs.transaction(({ em }) => em.count(AuditEntry, { action: 'sample.theirs' }))).toBe(1);
  });
});
