import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { AuditEntry } from '#src/audit/audit-entry.entity.ts';
import { DomainError } from '#src/errors.ts';
import { createOrganization } from '#src/people/create-organization.ts';
import { editOrganization } from '#src/people/edit-organization.ts';
import { anInstallationScope, anOrganization, aScope, eventually, openTestApp } from '../../support/app.ts';
import { html } from '../../support/web.ts';

let app: App;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.stop());

const refusal = async (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: DomainError) => error,
  );

describe('editing an organization', () => {
  it('changes what was given, leaves the rest, and the audit has before and after [C-02]', async () => {
    const scope = await aScope(app);
    const { id, name } = scope.organization;
    await editOrganization(scope, { organizationId: id, changes: { hue: 150, emailDomain: '@Example.EDU' } });
    const edited = await editOrganization(scope, { organizationId: id, changes: { requireApproval: false } });
    expect(edited).toMatchObject({ name, hue: 150, emailDomain: 'example.edu', requireApproval: false, version: 3 });
    const entries = await scope.transaction(({ em }) => em.find(AuditEntry, { action: 'organization.edited' }));
    expect(entries.map(({ payload }) => payload)).toContainEqual({
      before: { hue: null, emailDomain: null },
      after: { hue: 150, emailDomain: 'example.edu' },
    });
  });

  it('names every value that cannot be', async () => {
    const scope = await aScope(app);
    const changes = {
      name: ' ',
      locale: 'fr',
      timeZone: 'Europe/Nowhere',
      hostName: 'https://x',
      emailDomain: 'edu',
      hue: 360,
      frameOrigins: ['https://x/ ; script-src *'],
    };
    const error = await refusal(editOrganization(scope, { organizationId: scope.organization.id, changes }));
    expect(error?.fields.map(({ field }) => field).toSorted()).toEqual(Object.keys(changes).toSorted());
  });

  it('refuses a save that came too late, with both texts', async () => {
    const scope = await aScope(app);
    const organizationId = scope.organization.id;
    await editOrganization(scope, { organizationId, changes: { name: 'Theirs' }, version: 1 });
    const error = await refusal(editOrganization(scope, { organizationId, changes: { name: 'Mine' }, version: 1 }));
    expect(error?.stale).toEqual({ version: 2, typed: { name: 'Mine' }, standing: { name: 'Theirs' } });
  });

  it('gives a host name to one organization only', async () => {
    const [one, other] = [await aScope(app), await aScope(app)];
    const hostName = `${randomUUID()}.example.edu`;
    await editOrganization(one, { organizationId: one.organization.id, changes: { hostName } });
    await editOrganization(one, { organizationId: one.organization.id, changes: { hostName } });
    for (const work of [
      editOrganization(other, { organizationId: other.organization.id, changes: { hostName } }),
      createOrganization(anInstallationScope(app), { slug: `o-${randomUUID().slice(0, 8)}`, name: 'X', hostName }),
    ])
      expect((await refusal(work))?.fields[0]).toMatchObject({ field: 'hostName', key: 'kernel.error.hostNameTaken' });
  });

  it('finds no other organization from inside one', async () => {
    const [mine, theirs] = [await aScope(app), await anOrganization(app)];
    const error = await refusal(editOrganization(mine, { organizationId: theirs.id, changes: { name: 'Mine now' } }));
    expect(error?.refusal).toBe('notFound');
  });
});

describe('what every process remembers of an organization', () => {
  it('is new at once here, and a moment later in the others, its host name too [C-01]', async () => {
    const other = await openTestApp();
    try {
      const address = `http://127.0.0.1:${(await other.serve({ port: 0, host: '127.0.0.1' })).port}`;
      const scope = await aScope(app);
      const { id, slug } = scope.organization;
      const hostName = `${randomUUID()}.example.edu`;
      expect(await other.kernel.tenants.findByHostName(hostName)).toBeNull();
      expect((await other.kernel.tenants.findBySlug(slug)).name).toBe(`Organization ${slug}`);
      await editOrganization(scope, { organizationId: id, changes: { name: 'Renamed', hostName } });
      expect((await app.kernel.tenants.find(id)).name).toBe('Renamed');
      await eventually(async () => (await other.kernel.tenants.find(id)).name === 'Renamed');
      expect(await other.kernel.tenants.findByHostName(hostName)).toMatchObject({ id });
      const page = await fetch(`${address}/o/${slug}/auth/login`, { headers: html });
      expect(await page.text()).toContain('Renamed');
    } finally {
      await other.stop();
    }
  });

  it('includes one that was looked for before it was made', async () => {
    const slug = `late-${randomUUID().slice(0, 8)}`;
    expect((await refusal(app.kernel.tenants.findBySlug(slug)))?.refusal).toBe('notFound');
    const { id } = await createOrganization(anInstallationScope(app), { slug, name: 'Late' });
    expect((await app.kernel.tenants.findBySlug(slug)).id).toBe(id);
  });
});
