import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { root } from '../support/app.ts';
import { migratedDatabase, withClient } from './migrated-database.ts';
import { previousCode, previousCommit, runServe, wrongWithRun } from './previous-release.ts';

describe('the code of the release before', () => {
  it('is ready on the schema that today’s migrations make, and ends at SIGTERM', async () => {
    await using database = await migratedDatabase();
    const code = previousCode(root);
    try {
      expect(wrongWithRun(code.commit, await runServe(code.folder, database))).toBeNull();
    } finally {
      code.remove();
    }
  }, 150_000);

  it('that misses something in it is a sentence', async () => {
    await using database = await migratedDatabase();
    await withClient(database.ownerUrl, (owner) =>
      owner.query('alter table mikro_orm_migrations rename column name to title'),
    );
    const sentence = wrongWithRun('1a2b3c4', await runServe(root, database, () => true));
    expect(sentence).toContain(
      'The code of 1a2b3c4, which still runs while the new one is rolled out, is not ready (/readyz says 503: ',
    );
    expect(sentence).toContain(
      "on the schema that today's migrations make. Let the migration only add, and let what is gone go a release later. It said:\n",
    );
  }, 150_000);

  it('that ends by itself is a sentence with what it said', () => {
    expect(wrongWithRun(null, { ready: null, exitCode: 1, output: 'relation "user" does not exist\n' })).toBe(
      'The code of this work tree, which still runs while the new one is rolled out, is not ready (it never answered) on the schema that today\'s migrations make. Let the migration only add, and let what is gone go a release later. It said:\nrelation "user" does not exist',
    );
    const done = { ready: { status: 200, body: '' }, output: 'Not everything stopped in time.' };
    expect(wrongWithRun(null, { ...done, exitCode: 1 })).toMatch(/does not end with 0 at SIGTERM but with 1 /);
    expect(wrongWithRun(null, { ...done, exitCode: 0 })).toBeNull();
  });
});

describe('which code that is', () => {
  it('is the parent of the last commit that touched a migration, or what comes nearest and can run', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'assay-releases-'));
    const git = (...words: string[]) =>
      execFileSync('git', ['-C', folder, '-c', 'user.name=t', '-c', 'user.email=t@t', ...words], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    const commit = (file: string, text = '') => {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
      git('add', file);
      git('commit', '-m', file);
      return git('rev-parse', 'HEAD').trim();
    };
    const needs = (name: string) => JSON.stringify({ dependencies: { [name]: '1' } });
    try {
      symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
      expect(previousCommit(folder)).toBeNull();
      git('init');
      commit('package.json', needs('pg'));
      expect(previousCommit(folder)).toBeNull();
      commit('migrations/0001-a.sql');
      const withMain = commit('src/main.ts');
      expect(previousCommit(folder)).toBe(withMain);
      const parent = commit('src/a.ts');
      commit('plugins/rooms/migrations/0001-b.sql');
      commit('src/b.ts');
      commit('migrations/schema.snapshot.txt');
      expect(previousCommit(folder)).toBe(parent);
      writeFileSync(path.join(folder, 'migrations/0002-c.sql'), 'not committed yet');
      expect(previousCommit(folder)).toBe(git('rev-parse', 'HEAD').trim());
      const unrunnable = commit('package.json', needs('a-package-that-is-gone'));
      const last = commit('migrations/0002-c.sql');
      expect([unrunnable, last]).not.toContain(previousCommit(folder));
      const mended = commit('package.json', needs('pg'));
      expect(previousCommit(folder)).toBe(mended);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('is taken with today’s packages, into a folder that goes again', () => {
    const code = previousCode(root);
    expect(existsSync(path.join(code.folder, 'src/main.ts'))).toBe(true);
    expect(existsSync(path.join(code.folder, 'node_modules/pg'))).toBe(true);
    code.remove();
    expect(existsSync(code.folder)).toBe(code.commit === null);
  });
});
