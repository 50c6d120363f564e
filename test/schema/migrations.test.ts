import { beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadModule } from 'libpg-query';
import { findMigrations } from '#src/database/migration-files.ts';
import { loadPlugins } from '#src/load-plugins.ts';
import { checkImmutable, checkNumbers } from '../architecture/check-migration-files.ts';
import { checkMigrationsAdd } from '../architecture/check-migrations-add.ts';
import { migrationHistories } from '../architecture/migration-history.ts';
import { listTree } from '../architecture/source-files.ts';
import { root } from '../support/app.ts';

beforeAll(() => loadModule());

describe('migrations only add', () => {
  const first = {
    file: 'migrations/0001-people.sql',
    sql: `create table person (id uuid primary key, name text not null, kind text not null, constraint person_kind_check check (kind in ('a', 'b')));
      create type mood as enum ('well', 'unwell'); create view people as select * from person; create function ask() returns int language sql as 'select 1';`,
  };
  const then = (sql: string) => checkMigrationsAdd([first, { file: 'migrations/0002-more.sql', sql }]);
  const later =
    'take the old away a release later, in a migration whose first line is "-- contracts: <what> unused since <version>".';
  const beside =
    'a new column beside it, filled by both, can replace it a release later ("-- contracts: <what> unused since <version>" as first line).';

  it('as all of the application do', async () => {
    const migrations = findMigrations(root, await loadPlugins(root, null));
    expect(migrations.length).toBeGreaterThan(0);
    expect(checkMigrationsAdd(migrations)).toEqual([]);
  });

  it.each([
    ['drop table person', 'drop table person', later],
    ['drop table if exists public.person cascade', 'drop table person', later],
    ['drop view people', 'drop view people', later],
    ['drop function ask()', 'drop function ask', later],
    ['drop type mood', 'drop type mood', later],
    ['alter table person drop column name', 'drop column name of table person', later],
    [
      'alter table person drop constraint person_kind_check',
      'drop constraint person_kind_check of table person',
      later,
    ],
    ['alter table person rename to people', 'rename person', later],
    ['alter table person rename name to title', 'rename name of person', later],
    ['alter table person set schema old', 'move person to another schema', later],
    ['alter table person alter column name type varchar(10)', 'change the type of column name of table person', beside],
    ['alter table person alter column name set not null', 'make column name of table person not null', beside],
    ['alter table person alter column name drop default', 'take the default from column name of table person', beside],
    [
      'alter table person add column age int not null',
      'add column age to table person as not null without a default',
      beside,
    ],
    ["alter type mood rename value 'well' to 'fine'", 'rename a value of type mood', later],
    ['truncate person', 'empty table person', later],
    ["do $$ begin execute 'drop table ' || 'person'; end $$", 'hide "drop" in a do block', beside],
  ])('refuses: %s', (sql, what, remedy) => {
    expect(then(sql)).toEqual([
      `migrations/0002-more.sql would ${what}, and the code of the release before still runs on this schema. Add what is new now; ${remedy}`,
    ]);
  });

  it.each([
    'alter table person add column age int',
    'alter table person add column age int not null default 0',
    'alter table person add column number int not null generated always as identity',
    "alter type mood add value 'so-so'",
    'create index person_name on person (name); drop index person_name',
    "update person set name = 'Anonymous' where name = ''",
    'create table pet (id int); alter table pet rename to animal; alter table pet drop column id; drop table pet',
    "alter table person drop constraint person_kind_check; alter table person add constraint person_kind_check check (kind in ('a', 'b', 'c'))",
    '-- contracts: column person.name unused since 1.2.0\nalter table person drop column name',
  ])('lets through: %s', (sql) => {
    expect(then(sql)).toEqual([]);
  });

  it('refuses a check made anew that allows less, or asks something else', () => {
    const anew = (check: string) =>
      then(
        `alter table person drop constraint person_kind_check; alter table person add constraint person_kind_check check (${check})`,
      );
    expect(anew("kind in ('a')")).toHaveLength(1);
    expect(anew("name in ('a', 'b')")).toHaveLength(1);
    expect(anew("kind not in ('a', 'b')")).toHaveLength(1);
  });

  it('says how the first line has to be when it is nearly right', () => {
    expect(then('-- contracts: person.name\nalter table person drop column name')).toEqual([
      'migrations/0002-more.sql begins with "-- contracts: person.name". Write: -- contracts: <what> unused since <version>, for instance -- contracts: column user.nickname unused since 1.4.0',
    ]);
  });
});

describe('migration files', () => {
  it('have a number of their own in their folder', () => {
    expect(checkNumbers(listTree(root))).toEqual([]);
    expect(checkNumbers(['migrations/0001-a.sql', 'migrations/0001-b.sql', 'plugins/x/migrations/0001-c.sql'])).toEqual(
      [
        'migrations/0001-a.sql and migrations/0001-b.sql have the same number, so nothing says which runs first. Give the newer one the next free number.',
      ],
    );
  });

  it('that are committed stay as they were', () => {
    expect(checkImmutable(migrationHistories(root))).toEqual([]);
  });

  it('that were changed, renamed or deleted after their commit are a sentence each; new ones are free', () => {
    const scratch = mkdtempSync(path.join(os.tmpdir(), 'assay-history-'));
    const git = (...words: string[]) =>
      execFileSync('git', ['-C', scratch, '-c', 'user.name=t', '-c', 'user.email=t@t', ...words], { stdio: 'ignore' });
    const write = (file: string, text: string) => (
      mkdirSync(path.dirname(path.join(scratch, file)), { recursive: true }),
      writeFileSync(path.join(scratch, file), text)
    );
    const commit = () => (git('add', '.'), git('commit', '-m', 'x'));
    try {
      expect(migrationHistories(scratch)).toEqual([]);
      git('init');
      for (const name of ['migrations/0001-a', 'migrations/0002-b', 'migrations/0003-c', 'plugins/p/migrations/0001-d'])
        write(`${name}.sql`, `create table ${name.at(-1)} ();`);
      write('migrations/look-ups.sql', 'select 1');
      commit();
      write('migrations/0001-a.sql', 'create table other ();');
      write('migrations/look-ups.sql', 'select 2');
      commit();
      renameSync(path.join(scratch, 'migrations/0002-b.sql'), path.join(scratch, 'migrations/0002-better.sql'));
      rmSync(path.join(scratch, 'plugins/p/migrations/0001-d.sql'));
      write('migrations/0004-new.sql', 'create table e ();');
      const remedy = 'and write a new migration: npm run migration -- <owner> <what-it-adds>.';
      expect(checkImmutable(migrationHistories(scratch)).toSorted()).toEqual([
        `migrations/0001-a.sql is in git's history and has changed since, but databases have run it as it was. Take the change back, ${remedy}`,
        `migrations/0002-b.sql is in git's history and gone now, but databases have run it under that name. Bring it back, ${remedy}`,
        `plugins/p/migrations/0001-d.sql is in git's history and gone now, but databases have run it under that name. Bring it back, ${remedy}`,
      ]);
      expect(readFileSync(path.join(scratch, 'migrations/0003-c.sql'), 'utf8')).toBe('create table c ();');
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  });
});
