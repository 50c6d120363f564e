import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cgroupHierarchies } from '../../../judge0/local/sandbox/cgroup-mounts.ts';
import { cgroupsV2 } from '../../../judge0/local/sandbox/cgroup-v2.ts';

describe('the cgroups of a machine', () => {
  it('are read where they are mounted, of either version, at the own place in them [F2-08]', () => {
    const mounts = [
      '33 25 0:28 / /sys/fs/cgroup/memory rw,relatime shared:9 - cgroup cgroup rw,memory',
      '34 25 0:29 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct',
      '35 25 0:30 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw,nsdelegate',
      '22 1 8:1 / / rw - ext4 /dev/sda1 rw',
    ].join('\n');
    const own = '9:cpu,cpuacct:/a\n4:memory:/jobs/7\n0::/user.slice\n';
    expect(cgroupHierarchies(mounts, own)).toEqual([
      {
        version: 1,
        controllers: ['rw', 'memory'],
        mount: '/sys/fs/cgroup/memory',
        own: '/sys/fs/cgroup/memory/jobs/7',
      },
      {
        version: 1,
        controllers: ['rw', 'cpu', 'cpuacct'],
        mount: '/sys/fs/cgroup/cpu,cpuacct',
        own: '/sys/fs/cgroup/cpu,cpuacct/a',
      },
      { version: 2, controllers: [], mount: '/sys/fs/cgroup/unified', own: '/sys/fs/cgroup/unified/user.slice' },
    ]);
  });
});

/** Files in the place of the kernel's: what is written where and read from where, not what the kernel does then. */
describe('a group of version 2', () => {
  let mount: string;
  beforeEach(() => {
    mount = mkdtempSync(path.join(os.tmpdir(), 'assay-cgroup-'));
    mkdirSync(path.join(mount, 'service'));
    writeFileSync(path.join(mount, 'service/cgroup.controllers'), 'cpuset cpu io memory pids\n');
  });
  afterEach(() => rmSync(mount, { recursive: true, force: true }));
  const at = (file: string) => path.join(mount, 'service', file);
  const open = () => cgroupsV2([{ version: 2, controllers: [], mount, own: path.join(mount, 'service') }], 'judge', 50);

  it('is limited as a whole, and weighs less than pages do [F2-08]', async () => {
    const group = open().open('box-1');
    group.limit(64_000, 62);
    await group.join(4711);
    const written = [
      'cgroup.subtree_control',
      'judge/cpu.weight',
      'judge/box-1/memory.max',
      'judge/box-1/memory.oom.group',
    ];
    expect(written.map((file) => readFileSync(at(file), 'utf8'))).toEqual([
      '+cpu +memory +pids',
      '50',
      '65536000',
      '1',
    ]);
    expect(readFileSync(at('judge/box-1/pids.max'), 'utf8')).toBe('62');
    expect(readFileSync(at('judge/box-1/cgroup.procs'), 'utf8')).toBe('4711');
  });

  it('says what it used [F2-27]', () => {
    const group = open().open('box-1');
    writeFileSync(at('judge/box-1/cpu.stat'), 'usage_usec 1234567\nuser_usec 1000000\n');
    writeFileSync(at('judge/box-1/memory.peak'), '8388608\n');
    writeFileSync(at('judge/box-1/memory.events'), 'low 0\nhigh 0\nmax 4\noom 1\noom_kill 2\noom_group_kill 1\n');
    expect([group.cpuMs(), group.peakKb(), group.oomKills()]).toEqual([1234.567, 8192, 2]);
  });

  it('is not used where the controllers are missing, and says which [F2-08]', () => {
    writeFileSync(at('cgroup.controllers'), 'cpuset cpu\n');
    expect(open).toThrow(/is not given the controllers memory, pids/);
  });
});
