import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { schemaSnapshot, snapshotFile } from '#src/database/schema-snapshot.ts';
import { readCatalogue } from '#src/database/catalogue.ts';
import { root } from '../support/app.ts';
import { appRole, catalogueAfter, migratedDatabase, withClient, type MigratedDatabase } from './migrated-database.ts';

let database: MigratedDatabase;
beforeAll(async () => {
  database = await migratedDatabase();
});
afterAll(async () => database[Symbol.asyncDispose]());

const after = (sql: string) =>
  withClient(database.ownerUrl, async (client) => schemaSnapshot(await catalogueAfter(client, sql)));

describe('the snapshot of the schema', () => {
  it('is what the migrations make; otherwise: npm run migration -- snapshot', async () => {
    const migrated = await withClient(database.ownerUrl, async (client) =>
      schemaSnapshot(await readCatalogue(client, appRole)),
    );
    const stored = readFileSync(path.join(root, snapshotFile), 'utf8');
    if (stored !== migrated) {
      // Jest shows the lines that differ; the sentence says what to do about them.
      expect({ remedy, schema: migrated.split('\n') }).toEqual({ remedy: '', schema: stored.split('\n') });
    }
    expect(stored).toBe(migrated);
  });

  it.each([
    ['alter table "user" add column nickname text', '  nickname           text'],
    [
      'alter table "user" alter column name set default \'Anonymous\'',
      "  name               text                      not null  default 'Anonymous'::text",
    ],
    ['create index by_name on "user" (name)', '  index by_name ON public."user" USING btree (name)'],
    [
      'alter table "user" add constraint named check (name is not null)',
      '  constraint named CHECK ((name IS NOT NULL))',
    ],
    ['alter table "user" disable row level security', '  row-level security off'],
    [
      'create policy none on "user" as restrictive for delete to assay_app using (false)',
      '  policy none as restrictive for delete to assay_app using false',
    ],
    ['revoke delete on "user" from assay_app', '  grants assay_app insert, select, update'],
    ["create type mood as enum ('well', 'unwell')", "type mood enum ('well', 'unwell')"],
    ['create view names as select name from "user"', 'view names'],
    ["create function one() returns int language sql as 'select 1'", 'function one()'],
    [
      "create or replace function refuse_change() returns trigger language plpgsql as 'begin return new; end'",
      '  body sha256 ',
    ],
    [
      'create trigger late after insert on "user" for each row execute function refuse_change()',
      '  trigger late AFTER INSERT ON public."user" FOR EACH ROW EXECUTE FUNCTION refuse_change()',
    ],
  ])('changes with: %s', async (sql, line) => {
    expect(
      added(await after('select 1'), await after(sql))
        .join('\n')
        .replace(/(\S) {2,}/g, '$1  '),
    ).toContain(line.replace(/(\S) {2,}/g, '$1  '));
  });

  it('does not change as the months go by', async () => {
    expect(await after('select make_audit_partitions()')).toBe(await after('select 1'));
  });
});

/** The lines that `now` has more often than `before`. */
function added(before: string, now: string) {
  const left = before.split('\n');
  return now.split('\n').filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

const remedy = `The migrations make another schema than ${snapshotFile} shows. Run npm run migration -- snapshot, read what changed in it, and commit it with the migration.`;
