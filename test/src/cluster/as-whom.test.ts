import { afterAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { dataElsewhere } from '#src/cluster/elsewhere.ts';
import { asNobody, ask, holdCluster, isRoot, nobody, removeFolders, scratchFolder } from './hold-cluster.ts';

afterAll(removeFolders);

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

describe('openCluster as an ordinary user', () => {
  it('runs the server as that user', async () => {
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

  it('tells an ordinary user, who comes later, whose the folder is and what to do', async () => {
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
    const again = await holdCluster(folder, [], withoutUserNamespaces);
    expect(again.port).toBe(held.port);
    expect(await ask(again.superuserUrl, 'show data_directory')).toEqual([{ data_directory: data }]);
    await again.release();
    expect(existsSync(path.join(folder, 'postgres'))).toBe(false);
    rmSync(data, { recursive: true });
    removeUnusedCopy(path.dirname(data));
  });
});

/** Sixty megabytes of programs, unless a start of this checkout needs them. */
function removeUnusedCopy(home: string) {
  if (!readdirSync(home).some((name) => name.startsWith('data-'))) rmSync(home, { recursive: true });
}
