import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { audit } from '#src/audit/audit.ts';
import { AuditEntry } from '#src/audit/audit-entry.entity.ts';
import { openOrm } from '#src/database/open-orm.ts';
import { Identity } from '#src/people/identity.entity.ts';
import { Organization } from '#src/people/organization.entity.ts';
import { Session } from '#src/people/session.entity.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { inTransaction } from '#src/scope/unit-of-work.ts';
import { aScope, openTestApp, testDatabase } from '../support/app.ts';
import { Sample } from '../support/sample/sample.entity.ts';
import { withClient } from './migrated-database.ts';

// What one organization has, another must not find, by any way that code could take: each test goes one of them.
let app: App;
let ours: Scope;
let theirs: Scope;
let their: { readonly user: string; readonly sample: string; readonly organization: string };

beforeAll(async () => {
  app = await openTestApp();
  ours = await aScope(app);
  theirs = await aScope(app);
  their = await fill(theirs);
  await fill(ours);
});
afterAll(() => app.stop());

/** One person with an identity, one sample and one audited act. */
async function fill(scope: Scope) {
  const made = await scope.transaction(async ({ em, organization }) => {
    const user = em.create(User, { name: 'Ada', email: 'ada@example.edu', roles: ['learner'] } as never);
    em.create(Identity, { user, kind: 'password', provider: '', subject: 'ada@example.edu' } as never);
    const sample = em.create(Sample, { text: 'theirs alone', author: user } as never);
    await em.flush();
    return { user: user.id, sample: sample.id, organization: organization.id };
  });
  await audit(scope, { action: 'sample.filled' });
  return made;
}

const tables = ['"user"', 'identity', 'sample', 'audit_entry', 'organization'] as const;
const organizationOf = (table: string) => (table === 'organization' ? 'id' : 'organization_id');

describe('a Scope of one organization', () => {
  it.each([[User], [Identity], [Sample], [AuditEntry]])(
    'finds its own rows of %p and nobody else’s through em',
    async (entity) => {
      const rows = await ours.transaction(({ em }) => em.find(entity as typeof User, {}));
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.every((row) => row.organizationId === ours.organization.id)).toBe(true);
    },
  );

  it('does not find a row of another by its id', async () => {
    const { user, sample, organization } = their;
    await ours.transaction(async ({ em }) => {
      expect(await em.findOne(User, user)).toBeNull();
      expect(await em.findOne(Sample, sample)).toBeNull();
      expect(await em.findOne(Organization, organization)).toBeNull();
      expect(await em.findOne(Organization, ours.organization.id)).not.toBeNull();
    });
  });

  it('does not find it with the filters off, through em or its query builder', async () => {
    await ours.transaction(async ({ em, organization }) => {
      expect(await em.findOne(User, their.user, { filters: false })).toBeNull();
      const found = await em.find(User, {}, { filters: false });
      const built = await em.createQueryBuilder(User, 'u').select('*').getResultList();
      for (const rows of [found, built]) expect(rows.map((row) => row.organizationId)).toEqual([organization.id]);
    });
  });

  it.each(tables)('does not find it in %s by raw SQL', async (table) => {
    await ours.transaction(async ({ em, organization }) => {
      const rows = await em.execute<{ of: string }[]>(`select ${organizationOf(table)} as of from ${table}`);
      expect(rows.length).toBeGreaterThan(0);
      expect(new Set(rows.map(({ of }) => of))).toEqual(new Set([organization.id]));
    });
  });

  it('does not find it through Kysely', async () => {
    await ours.transaction(async ({ em, organization }) => {
      const kysely = em.getKysely<{ user: { organization_id: string } }>();
      const rows = await kysely.selectFrom('user').select('organization_id').execute();
      expect(rows).toEqual([{ organization_id: organization.id }]);
    });
  });

  it('cannot change or delete it, by any of these ways', async () => {
    await ours.transaction(async ({ em }) => {
      expect(await em.nativeUpdate(User, { id: their.user }, { name: 'Eve' }, { filters: false })).toBe(0);
      expect(await em.nativeDelete(User, { id: their.user }, { filters: false })).toBe(0);
      expect(await em.execute(`update "user" set name = 'Eve' where id = ? returning id`, [their.user])).toEqual([]);
      expect(await em.execute(`delete from "user" where id = ? returning id`, [their.user])).toEqual([]);
    });
    expect(await theirs.transaction(({ em }) => em.findOne(User, their.user))).toMatchObject({ name: 'Ada' });
  });

  it('cannot make a row for another, or move one of its own there', async () => {
    const { organization } = their;
    const refused = { code: '42501' };
    const made = ours.transaction(
      async ({ em }) => void em.create(Sample, { organizationId: organization, text: 'planted' } as never),
    );
    await expect(made).rejects.toMatchObject(refused);
    const written = ours.transaction(({ em }) =>
      em.execute(`insert into sample (id, organization_id, text) values (?, ?, 'planted')`, [
        randomUUID(),
        organization,
      ]),
    );
    await expect(written).rejects.toMatchObject(refused);
    const moved = ours.transaction(({ em }) => em.execute('update sample set organization_id = ?', [organization]));
    await expect(moved).rejects.toMatchObject(refused);
  });

  it('cannot refer to a person of another, though PostgreSQL checks references past row-level security', async () => {
    const insert = 'insert into sample (id, organization_id, text, author_id) values (?, ?, ?, ?)';
    const refer = (author: string) =>
      ours.transaction(({ em, organization }) => em.execute(insert, [randomUUID(), organization.id, 'refers', author]));
    await expect(refer(their.user)).rejects.toMatchObject({ code: '23503' });
    const own = await ours.transaction(({ em }) => em.findOneOrFail(User, { name: 'Ada' }));
    await expect(refer(own.id)).resolves.toBeDefined();
  });

  it('cannot hand the organization to another inside a session', async () => {
    const made = ours.transaction(async ({ em }) => {
      const user = em.getReference(User, their.user);
      em.create(Session, { user, tokenHash: randomUUID(), expiresAt: new Date(Date.now() + 60_000) } as never);
    });
    await expect(made).rejects.toMatchObject({ code: '23503' });
  });
});

describe('without a tenant', () => {
  it('a query through em throws instead of finding everything', async () => {
    const em = app.kernel.orm.em.fork();
    await expect(em.find(User, {})).rejects.toThrow(/filter 'tenant'/);
    await expect(em.find(AuditEntry, {})).rejects.toThrow(/filter 'tenant'/);
  });

  it('raw SQL finds no row of any organization, and filters off find none either', async () => {
    const em = app.kernel.orm.em.fork();
    for (const table of ['"user"', 'identity', 'session', 'api_token', 'sample'])
      expect(await em.execute(`select count(*)::int as count from ${table}`)).toEqual([{ count: 0 }]);
    expect(await em.find(User, {}, { filters: false })).toEqual([]);
    const audited = await em.execute<{ count: number }[]>(
      'select count(*)::int as count from audit_entry where organization_id is not null',
    );
    expect(audited).toEqual([{ count: 0 }]);
  });

  it('a row cannot be made', async () => {
    const insert = `insert into sample (id, organization_id, text) values (?, ?, 'stray')`;
    await expect(app.kernel.orm.em.fork().execute(insert, [randomUUID(), their.organization])).rejects.toMatchObject({
      code: '42501',
    });
  });

  it.each(['not-a-uuid', `' or true --`])('the setting %p opens nothing', async (value) => {
    const { appUrl } = await testDatabase();
    await withClient(appUrl, async (client) => {
      await client.query(`select set_config('assay.organization', $1, false)`, [value]);
      await expect(client.query('select * from "user"')).rejects.toMatchObject({ code: '22P02' });
    });
  });
});

describe('the setting that names the organization', () => {
  it('ends with its transaction, committed or not: the next one on the same connection sees nothing', async () => {
    const { appUrl } = await testDatabase();
    const orm = await openOrm({ url: appUrl, entities: [User], connections: 1, warn: () => undefined });
    const look = `select pg_backend_pid() as pid, current_setting('assay.organization', true) as setting, (select count(*)::int from "user") as users`;
    const options = { organizationId: ours.organization.id };
    try {
      const { result: inside } = await inTransaction(orm, options, ({ em }) => em.execute<{ pid: number }[]>(look));
      const after = { pid: inside[0]!.pid, setting: '', users: 0 };
      expect(inside[0]).toEqual({ ...after, setting: ours.organization.id, users: 1 });
      expect(await orm.em.fork().execute(look)).toEqual([after]);
      await expect(
        inTransaction(orm, options, async () => {
          throw new Error('rolled back');
        }),
      ).rejects.toThrow('rolled back');
      expect(await orm.em.fork().execute(look)).toEqual([after]);
      const { result: none } = await inTransaction(orm, { organizationId: null }, ({ em }) => em.execute(look));
      expect(none).toEqual([after]);
    } finally {
      await orm.close(true);
    }
  });

  it('holds for its own transaction only, while others run beside it', async () => {
    const seen = await Promise.all(
      Array.from({ length: 20 }, (_, index) => {
        const scope = index % 2 ? ours : theirs;
        return scope.transaction(async ({ em, organization }) => {
          const [row] = await em.execute<{ id: string }[]>(
            'select organization_id as id from "user" where pg_sleep(0.01) is not null',
          );
          return row?.id === organization.id;
        });
      }),
    );
    expect(seen).toEqual(Array.from({ length: 20 }, () => true));
  });
});
