import { afterAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, realpathSync, rmSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { dataElsewhere } from '#src/cluster/elsewhere.ts';
import { removeAbandonedData } from '#src/cluster/remove-data.ts';
import {
  asNobody,
  ask,
  holdCluster,
  isRoot,
  nobody,
  nobodyCanEnter,
  removeFolders,
  scratchFolder,
} from './hold-cluster.ts';

const home = isRoot ? path.dirname(dataElsewhere('any')) : '';
const copyWasThere = existsSync(home);

afterAll(async () => {
  removeFolders();
  if (!isRoot) return;
  await removeAbandonedData();
  // Sixty megabytes of programs, unless a start of this checkout needs them.
  if (!copyWasThere) rmSync(home, { recursive: true, force: true });
});

const one = [{ one: 1 }];

/** In a view of the file system of its own, where no user namespace can be made. */
const withoutUserNamespaces = [
  'unshare',
  '-m',
  'sh',
  '-c',
  'mount --bind /bin/false /usr/bin/unshare && exec "$0" "$@"',
];
const canHideUnshare = isRoot && spawnSync('unshare', [...withoutUserNamespaces.slice(1), 'true']).status === 0;
const canMakeNamespaces = isRoot && spawnSync('unshare', ['-U', 'true']).status === 0;

const whenRoot = isRoot ? describe : describe.skip;

const withOrdinaryUser = !isRoot || nobodyCanEnter ? it : it.skip;

describe('openCluster as an ordinary user', () => {
  withOrdinaryUser('runs the server as that user', async () => {
    const folder = scratchFolder(isRoot ? { owner: nobody } : {});
    const held = await holdCluster(folder, [], isRoot ? asNobody : []);
    expect(held.error).toBeUndefined();
    expect(await ask(held.superuserUrl, 'select 1 as one')).toEqual(one);
    await held.release();
    expect(statSync(path.join(folder, 'postgres')).uid).toBe(isRoot ? nobody : process.getuid?.());
  });
});

whenRoot('openCluster as root', () => {
  it('runs the server as another user, who keeps it: nobody after nobody, postgres after postgres', async () => {
    const folder = scratchFolder();
    const first = await holdCluster(folder);
    await first.release();
    const { uid } = statSync(path.join(folder, 'postgres'));
    expect(uid).not.toBe(0);
    spawnSync('chown', ['-R', `${nobody}:${nobody}`, path.join(folder, 'postgres')]);
    const second = await holdCluster(folder);
    expect(second.error).toBeUndefined();
    expect(await ask(second.superuserUrl, 'select 1 as one')).toEqual(one);
    await second.release();
  });

  withOrdinaryUser('tells an ordinary user, who comes later, whose the folder is and what to do', async () => {
    const folder = scratchFolder();
    const refused = await holdCluster(folder, [], asNobody);
    expect(refused.error).toContain(`${folder} belongs to root`);
    expect(refused.error).toContain(`sudo chown -R ${nobody} ${folder}`);
  });

  (canMakeNamespaces ? it : it.skip)('works in a folder that root alone can enter', async () => {
    const folder = scratchFolder({ mode: 0o700 });
    const held = await holdCluster(folder);
    expect(held.error).toBeUndefined();
    expect(await ask(held.superuserUrl, 'select 1 as one')).toEqual(one);
    await held.release();
    expect(statSync(path.join(folder, 'postgres')).uid).toBe(0);
  });

  (canHideUnshare ? it : it.skip)('keeps the data elsewhere when there are no user namespaces either', async () => {
    const folder = scratchFolder({ mode: 0o700 });
    const data = dataElsewhere(folder);
    const held = await holdCluster(folder, [], withoutUserNamespaces);
    expect(held.error).toBeUndefined();
    await held.kill();
    // It stays there, although a user namespace would do now.
    const again = await holdCluster(folder);
    expect(again.port).toBe(held.port);
    expect(await ask(again.superuserUrl, 'show data_directory')).toEqual([{ data_directory: data }]);
    await again.release();
    expect(realpathSync(path.join(folder, 'postgres'))).toBe(data);
    removeFolders();
    await removeAbandonedData();
    expect(readdirSync(path.dirname(data))).not.toContain(path.basename(data));
  });

  (canHideUnshare ? it : it.skip)(
    'begins anew when its folder was deleted, with the server still running',
    async () => {
      const folder = scratchFolder({ mode: 0o700 });
      const held = await holdCluster(folder, [], withoutUserNamespaces);
      await held.kill();
      for (const name of readdirSync(folder)) rmSync(path.join(folder, name), { recursive: true });
      const again = await holdCluster(folder, [], withoutUserNamespaces);
      expect(again.steps).toEqual([`making a PostgreSQL in ${dataElsewhere(folder)}`, 'starting PostgreSQL']);
      await again.release();
    },
  );

  it('deletes what a checkout that is gone had elsewhere, and nothing of another one', async () => {
    const [gone, there] = ['0', '1'].map((last) => `/var/tmp/assay-postgres-${process.pid}abcde${last}`);
    for (const [folder = '', checkout = ''] of [
      [gone, '/nowhere'],
      [there, import.meta.dirname],
    ]) {
      mkdirSync(folder);
      symlinkSync(checkout, path.join(folder, 'of'));
    }
    await removeAbandonedData();
    expect([existsSync(String(gone)), existsSync(String(there))]).toEqual([false, true]);
    rmSync(String(there), { recursive: true });
  });
});
