import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openCluster } from '#src/cluster/open-cluster.ts';
import { isRunning } from '#src/machine/process-start.ts';
import { ask, holdCluster, postmasterPid, removeFolders, scratchFolder, startHolder } from './hold-cluster.ts';

const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
let folder = '';
let data = '';

beforeAll(async () => {
  folder = scratchFolder();
  data = path.join(folder, 'postgres');
  // The clusters below live in one folder one after the other, as making one takes most of a second.
  const cluster = await openCluster(folder, { settings });
  await ask(cluster.superuserUrl, 'create table survivor as select 42 as answer');
  await cluster.release();
});

afterAll(removeFolders);

const answerOf = (url: string) => ask<{ answer: number }>(url, 'select answer from survivor');

describe('openCluster', () => {
  it('keeps the data over a stop, which the only user brings about by letting go, once or twice', async () => {
    const cluster = await openCluster(folder, { settings });
    const pid = postmasterPid(data);
    expect(await answerOf(cluster.superuserUrl)).toEqual([{ answer: 42 }]);
    await Promise.all([cluster.release(), cluster.release()]);
    expect(isRunning(pid)).toBe(false);
    expect(readdirSync(path.join(folder, 'postgres.users'))).toEqual([]);
  });

  it('listens on 127.0.0.1 alone, wants the password, and folds case in any language', async () => {
    const cluster = await openCluster(folder, { settings });
    const [shown] = await ask(
      cluster.superuserUrl,
      `select current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets,
        current_setting('fsync') as fsync, lower('ÄÖÅ') as lower`,
    );
    const wrong = cluster.superuserUrl.replace(/:[^:@]+@/, ':wrong@');
    await expect(ask(wrong, 'select 1')).rejects.toThrow('password authentication failed');
    await cluster.release();
    expect(shown).toEqual({ addresses: '127.0.0.1', sockets: '', fsync: 'off', lower: 'äöå' });
    expect(statSync(path.join(data, 'assay-superuser.password')).mode & 0o777).toBe(0o600);
  });

  it('gives two processes that open at once one server, which the last to let go stops', async () => {
    const [first, second] = await Promise.all([holdCluster(folder), holdCluster(folder)]);
    const pid = postmasterPid(data);
    expect(first.port).toBe(second.port);
    await first.release();
    expect(await answerOf(second.superuserUrl)).toEqual([{ answer: 42 }]);
    await second.release();
    expect(isRunning(pid)).toBe(false);
  });

  it('makes one cluster when two processes find none', async () => {
    const fresh = scratchFolder();
    const both = await Promise.all([holdCluster(fresh), holdCluster(fresh)]);
    const [made, joined] = both.toSorted((a, b) => b.steps.length - a.steps.length);
    expect(made?.steps).toEqual([`making a PostgreSQL in ${fresh}/postgres`, 'starting PostgreSQL']);
    expect(joined).toMatchObject({ steps: [], port: made?.port });
    await Promise.all(both.map((held) => held.release()));
  });

  it('takes over the server of a process group that was killed', async () => {
    const killed = await holdCluster(folder);
    const pid = postmasterPid(data);
    await killed.kill();
    expect(isRunning(pid)).toBe(true);
    const cluster = await openCluster(folder);
    expect([cluster.port, postmasterPid(data)]).toEqual([killed.port, pid]);
    await cluster.release();
    expect(isRunning(pid)).toBe(false);
  });

  it('starts anew when the server was killed too, and loses nothing', async () => {
    const killed = await holdCluster(folder);
    const pid = postmasterPid(data);
    await killed.kill();
    process.kill(pid, 'SIGKILL');
    const cluster = await openCluster(folder, { settings });
    expect(postmasterPid(data)).not.toBe(pid);
    expect(await answerOf(cluster.superuserUrl)).toEqual([{ answer: 42 }]);
    await cluster.release();
  });

  it('is not stopped by a postmaster.pid whose number is by now that of another program', async () => {
    writeFileSync(
      path.join(data, 'postmaster.pid'),
      `${process.pid}\n${data}\n1700000000\n5432\n\n127.0.0.1\n\nready   \n`,
    );
    const cluster = await openCluster(folder, { settings });
    expect(await answerOf(cluster.superuserUrl)).toEqual([{ answer: 42 }]);
    await cluster.release();
  });

  it('says why the server did not start, with the last lines of its log', async () => {
    const failed = openCluster(folder, { settings: { no_such_setting: '1' } });
    await expect(failed).rejects.toThrow(/did not start.*postgres\.log.*no_such_setting/s);
    expect(readdirSync(path.join(folder, 'postgres.users'))).toEqual([]);
  });
});

describe('openCluster in a folder that holds something else', () => {
  it('makes the cluster anew when the process that made it was killed midway', async () => {
    const fresh = scratchFolder();
    const killed = startHolder(fresh);
    const isHalfMade = () => readdirSync(fresh).some((name) => existsSync(path.join(fresh, name, 'global')));
    while (!isHalfMade()) await new Promise((resolve) => setTimeout(resolve, 5));
    process.kill(-(killed.pid ?? 0), 'SIGKILL');
    expect(existsSync(path.join(fresh, 'postgres'))).toBe(false);
    const cluster = await openCluster(fresh, { settings });
    expect(await ask(cluster.superuserUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    await cluster.release();
    expect(readdirSync(fresh).toSorted()).toEqual(['postgres', 'postgres.log', 'postgres.users']);
  });

  it('replaces a data folder that is not whole, and what an attempt under the same number left', async () => {
    const fresh = scratchFolder();
    for (const name of ['postgres', `postgres.new-${process.pid}`]) {
      mkdirSync(path.join(fresh, name, 'base'), { recursive: true });
    }
    const cluster = await openCluster(fresh, { settings });
    expect(await ask(cluster.superuserUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    await cluster.release();
  });

  it('leaves a PostgreSQL alone whose password it does not know', async () => {
    const password = path.join(data, 'assay-superuser.password');
    const kept = readFileSync(password);
    rmSync(password);
    await expect(openCluster(folder)).rejects.toThrow(`${data} is a PostgreSQL that was not made here`);
    expect(existsSync(path.join(data, 'global/pg_control'))).toBe(true);
    writeFileSync(password, kept, { mode: 0o600 });
  });
});
