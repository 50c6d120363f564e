import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { loadModule, parseSync } from 'libpg-query';
import type { MikroORM } from '@mikro-orm/postgresql';
import { readCatalogue, type Catalogue } from '#src/database/catalogue.ts';
import { openOrm } from '#src/database/open-orm.ts';
import { entityFacts } from '../architecture/check-entities.ts';
import { checkReferences, checkReferencesAcrossPlugins, declaredReferences } from '../architecture/check-references.ts';
import { checkDefiners, checkRole } from '../architecture/check-rights.ts';
import { checkGroups, checkWalls } from '../architecture/check-tables.ts';
import { root } from '../support/app.ts';
import { appRole, catalogueAfter, migratedDatabase, type MigratedDatabase } from './migrated-database.ts';
import { tablesWithoutOrganization } from './tables-without-organization.ts';

let database: MigratedDatabase;
let orm: MikroORM;
let owner: pg.Client;
let superuser: pg.Client;
let catalogue: Catalogue;
let lookUps: readonly string[];

beforeAll(async () => {
  database = await migratedDatabase();
  const entities = database.plugins.flatMap((plugin) => plugin.entities);
  orm = await openOrm({ url: database.ownerUrl, entities, connections: 1, warn: () => undefined });
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  superuser = new pg.Client({ connectionString: database.superuserUrl });
  await superuser.connect();
  // Partitions come and go with the months: this is what the job does.
  await owner.query('select make_audit_partitions()');
  catalogue = await readCatalogue(owner, appRole);
  await loadModule();
  lookUps = functionsOf(readFileSync(path.join(root, 'migrations/look-ups.sql'), 'utf8'));
});

afterAll(async () => {
  await owner.end();
  await superuser.end();
  await orm.close(true);
  await database[Symbol.asyncDispose]();
});

function functionsOf(sql: string) {
  const { stmts } = parseSync(sql) as {
    stmts: { stmt: { CreateFunctionStmt?: { funcname: { String: { sval: string } }[] } } }[];
  };
  return stmts.flatMap(({ stmt }) => stmt.CreateFunctionStmt?.funcname.at(-1)?.String.sval ?? []);
}

/** What the check says after these statements and did not say before. */
async function newSentences(check: (found: Catalogue) => string[], sql: string, client = owner) {
  const before = new Set(check(catalogue));
  return check(await catalogueAfter(client, sql)).filter((sentence) => !before.has(sentence));
}

const wellMade = `create table good (id uuid primary key, organization_id uuid not null references organization (id), unique (organization_id, id));
  alter table good enable row level security;
  create policy tenant on good using (organization_id = nullif(current_setting('assay.organization', true), '')::uuid);`;

describe('every table', () => {
  it('belongs to organizations, or stands in the list of those that do not', () => {
    expect(checkGroups(catalogue, tablesWithoutOrganization)).toEqual([]);
    expect(catalogue.tables.length).toBeGreaterThan(5);
  });

  it('is told apart: one in neither group, in both, or listed and gone is a sentence each', async () => {
    const after = await catalogueAfter(owner, `create table stray (id uuid); create schema elsewhere`);
    expect(checkGroups(after, { ...tablesWithoutOrganization, user: 'wrongly', gone: 'long ago' })).toEqual([
      'Table stray has no organization_id and does not stand in test/schema/tables-without-organization.ts. Spread tenantOwned into its entity and draft its migration again, or add a line with the reason to that list.',
      'The schema elsewhere does not stand in test/schema/tables-without-organization.ts. Put its tables into the schema public, or add a line with the reason to that list.',
      'Table user has organization_id and stands in test/schema/tables-without-organization.ts all the same. Take it out of that list.',
      'test/schema/tables-without-organization.ts names gone, which does not exist. Take it out.',
    ]);
  });
});

describe('tables of organizations', () => {
  it('have row-level security, its policy, and the keys that keep references inside', () => {
    expect(checkWalls(catalogue)).toEqual([]);
  });

  it('are let through when they are well made', async () => {
    expect(await newSentences(checkWalls, wellMade)).toEqual([]);
  });

  it('without any wall are named with each that is missing', async () => {
    const sql = 'create table bad (id uuid primary key, organization_id uuid not null)';
    expect(await newSentences(checkWalls, sql)).toEqual([
      'Table bad belongs to organizations and has no row-level security: everybody would see the rows of all. Run npm run migration -- <owner> <what-it-adds>, which drafts it: alter table "bad" enable row level security.',
      'Table bad has no policy for all commands that compares organization_id with the setting assay.organization. Run npm run migration -- <owner> <what-it-adds>, which drafts it.',
      'Table bad has no unique (organization_id, id), to which references from rows of the same organization point. Run npm run migration -- <owner> <what-it-adds>, which drafts it.',
      'Table bad has no foreign key from organization_id to organization (id). Run npm run migration -- <owner> <what-it-adds>, which drafts it.',
    ]);
  });

  it.each([
    [
      'alter table good force row level security',
      'Table good has forced row-level security: data migrations and dumps, which run as the owner, would see nothing. Take "force" out of its migration.',
    ],
    [
      'create policy wide on good for select using (true)',
      'Policy wide of table good opens rows without comparing organization_id with the setting assay.organization; permissive policies add up. Make it "as restrictive", or drop it.',
    ],
    [
      "alter policy tenant on good using (true or organization_id = nullif(current_setting('assay.organization', true), '')::uuid)",
      'Table good has no policy for all commands that compares organization_id with the setting assay.organization. Run npm run migration -- <owner> <what-it-adds>, which drafts it.',
    ],
    [
      'alter policy tenant on good with check (true)',
      'Table good has no policy for all commands that compares organization_id with the setting assay.organization. Run npm run migration -- <owner> <what-it-adds>, which drafts it.',
    ],
    [
      'create view everything as select * from good',
      'View everything reads as its owner, past row-level security. Make it with (security_invoker = true).',
    ],
    [
      'create materialized view everything as select * from good',
      'Materialized view everything keeps rows of all organizations without row-level security. Make it a table with organization_id.',
    ],
  ])('lose a wall by: %s', async (sql, sentence) => {
    expect(await newSentences(checkWalls, `${wellMade} ${sql}`)).toContain(sentence);
  });

  it('may narrow further, and be read through a view that runs as its caller', async () => {
    const sql =
      'create policy mine on good as restrictive for select using (id is not null); create view seen with (security_invoker = true) as select * from good';
    expect(await newSentences(checkWalls, `${wellMade} ${sql}`)).toEqual([]);
  });

  it('have partitions that cannot be reached past them', async () => {
    const sql = `create table audit_entry_1999_01 partition of audit_entry for values from ('1999-01-01') to ('1999-02-01')`;
    expect(await newSentences(checkWalls, sql)).toEqual([
      'Partition audit_entry_1999_01 has no row-level security, and the one of audit_entry does not hold when it is asked directly. Add: alter table "audit_entry_1999_01" enable row level security.',
      'Partition audit_entry_1999_01 is granted to assay_app (delete, insert, select, update), so it can be reached past audit_entry. Revoke it where the partition is made.',
    ]);
  });
});

describe('references between tables of organizations', () => {
  const isIn = (name: string) => ({ property: `Good.${name}`, table: 'good', column: `${name}_id`, target: 'user' });

  it('carry the organization on both sides, and each that an entity declares is there', () => {
    const declared = declaredReferences(orm);
    expect(checkReferences(catalogue, declared)).toEqual([]);
    expect(declared).toContainEqual({ property: 'Session.user', table: 'session', column: 'user_id', target: 'user' });
  });

  it('that are simple, or would empty the organization, or are missing are a sentence each', async () => {
    const sql = `alter table good add author_id uuid references "user" (id), add editor_id uuid, add reader_id uuid;
      alter table good add constraint good_editor foreign key (organization_id, editor_id) references "user" (organization_id, id) on delete set null;`;
    const after = await catalogueAfter(owner, `alter table "user" add unique (id); ${wellMade} ${sql}`);
    expect(checkReferences(after, [isIn('reader')])).toEqual([
      'Foreign key good_author_id_fkey of table good refers to user without organization_id on both sides, so a row could point into another organization. Declare the property with belongsTo(…) and draft the migration again.',
      'Foreign key good_editor of table good would empty organization_id when the row of user is deleted. Write: on delete set null (editor_id).',
      'Good.reader refers to user, and the database has no foreign key (organization_id, reader_id) for it. Run npm run migration -- <owner> <what-it-adds>, which drafts it.',
    ]);
  });

  it('that pair the organization with another column are refused', async () => {
    const sql = `alter table good add author_id uuid; alter table "user" add unique (id, organization_id);
      alter table good add constraint crossed foreign key (organization_id, author_id) references "user" (id, organization_id);`;
    const [sentence] = checkReferences(await catalogueAfter(owner, `${wellMade} ${sql}`), []);
    expect(sentence).toMatch(/^Foreign key crossed of table good refers to user without organization_id on both sides/);
  });

  it('that empty only their own column are let through', async () => {
    const sql = `alter table good add author_id uuid;
      alter table good add constraint good_author foreign key (organization_id, author_id) references "user" (organization_id, id) on delete set null (author_id);`;
    expect(checkReferences(await catalogueAfter(owner, `${wellMade} ${sql}`), [isIn('author')])).toEqual([]);
  });
});

describe('references between plugins', () => {
  it('go to what the plugin requires only', () => {
    const owners = new Map(entityFacts(orm, database.plugins).map(({ table, owner: name }) => [table, name]));
    expect(checkReferencesAcrossPlugins(catalogue, database.plugins, owners)).toEqual([]);
  });

  it('are refused where nothing is required, and let through along what is', async () => {
    const sql = 'create table a (id int primary key); create table b (id int primary key, a_id int references a (id))';
    const after = await catalogueAfter(owner, sql);
    const owners = new Map([
      ['a', 'courses'],
      ['b', 'grading'],
    ]);
    const plugins = (requires: string[]) => [
      { name: 'courses', requires: [] },
      { name: 'assignments', requires: ['courses'] },
      { name: 'grading', requires },
    ];
    expect(checkReferencesAcrossPlugins(after, plugins([]), owners)).toEqual([
      "Foreign key b_a_id_fkey makes table b of grading refer to table a of courses, which grading does not require. Keep the id without a foreign key, or add 'courses' to `requires` and ask it.",
    ]);
    expect(checkReferencesAcrossPlugins(after, plugins(['assignments']), owners)).toEqual([]);
  });
});

describe('the role of serve and work', () => {
  it('owns nothing and reads and writes rows only', () => {
    expect(catalogue.role?.name).toBe('assay_app');
    expect(checkRole(catalogue)).toEqual([]);
  });

  it.each([
    ['alter role assay_app superuser', 'is a superuser'],
    ['alter role assay_app bypassrls', 'has BYPASSRLS'],
    ['alter role assay_app createrole createdb', 'may create databases'],
    ['create table own (id int); alter table own owner to assay_app', 'owns 1 object'],
    ['grant assay_owner to assay_app', 'is a member of assay_owner'],
    ['grant create on schema public to assay_app', 'may create in the schema public'],
    ['grant create on schema public to public', 'may create in the schema public'],
  ])('is refused after: %s', async (sql, power) => {
    expect(await newSentences(checkRole, sql, superuser)).toContain(
      `The role assay_app ${power}, so row-level security would not hold against it. Take that away where the role is made (src/database/roles.ts, src/database/migrate.ts).`,
    );
  });

  it.each([
    [
      'grant update on audit_entry to assay_app',
      'The role assay_app may update on table audit_entry, where it may at most select, insert. Revoke it in src/database/migrate.ts.',
    ],
    [
      'grant insert on mikro_orm_migrations to assay_app',
      'The role assay_app may insert on table mikro_orm_migrations, where it may at most select. Revoke it in src/database/migrate.ts.',
    ],
    [
      'grant truncate on "user" to assay_app',
      'The role assay_app may truncate on table user, where it may at most select, insert, update, delete. Revoke it in src/database/migrate.ts.',
    ],
    [
      'grant select on "user" to public',
      'Everybody may select on table user. Revoke it from public: rights are given to the role of DATABASE_URL alone.',
    ],
  ])('may not have: %s', async (sql, sentence) => {
    expect(await newSentences(checkRole, sql)).toEqual([sentence]);
  });

  it.each([
    'create table mine (id int)',
    'create schema mine',
    'update audit_entry set action = action',
    'delete from audit_entry',
    'truncate "user"',
    "insert into mikro_orm_migrations (name) values ('kernel/9999-forged')",
    'select * from audit_entry_default',
    'alter table "user" disable row level security',
    'set role assay_owner',
  ])('is refused by PostgreSQL itself: %s', async (sql) => {
    const app = new pg.Client({ connectionString: database.appUrl });
    await app.connect();
    await expect(app.query(sql)).rejects.toMatchObject({ code: '42501' });
    await app.end();
  });
});

describe('functions that run as the owner', () => {
  it('are in one file, fix their search path and are closed to everybody else', () => {
    expect(checkDefiners(catalogue, lookUps)).toEqual([]);
    expect(lookUps).toContain('find_session');
  });

  it('anywhere else, open to all and without a search path are a sentence each', async () => {
    const sql = `create function peek() returns bigint language sql security definer as 'select count(*) from "user"'; grant execute on function peek() to public`;
    expect(await newSentences((found) => checkDefiners(found, lookUps), sql)).toEqual([
      'Function public.peek is SECURITY DEFINER and not in migrations/look-ups.sql. What runs past row-level security is kept together there: move it, or let it run as its caller.',
      'Function peek is SECURITY DEFINER and does not fix its search_path, so a caller could put tables of its own before ours. Add: set search_path = public, pg_temp.',
      'Function peek is SECURITY DEFINER and may be called by everybody. Revoke execute on it from public.',
    ]);
  });

  it('stay closed to everybody when a migration says nothing about it', async () => {
    const sql = `create function quiet() returns int language sql security definer set search_path = public, pg_temp as 'select 1'`;
    expect(await newSentences((found) => checkDefiners(found, [...lookUps, 'quiet']), sql)).toEqual([]);
  });
});
