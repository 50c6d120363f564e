import { boxScript, descriptor } from './box-script.ts';

/** Folders of the machine that are shown in a box, read-only, where they are there. */
const shown = ['/etc/alternatives', '/etc/ld.so.cache', '/etc/mono', '/etc/fpc.cfg'];

/** Each of a box's own file systems in memory; also charged to its cgroup. */
const spaceBytes = 32 * 1024 * 1024;

/**
 * A box: namespaces of its own, the machine's /usr and nothing else of it, /box, /tmp and /dev/shm in memory, no
 * capabilities. Process 1 is ours, and as process 1 it takes all others with it when it ends. `mark` names whose box it is.
 */
export function bwrapArguments(extraFolders: readonly string[], hasFilter: boolean, mark: string): string[] {
  const words = [
    '--unshare-all --unshare-user --disable-userns --die-with-parent --as-pid-1 --new-session',
    '--uid 1000 --gid 1000 --hostname box --ro-bind /usr /usr',
    ...['bin', 'sbin', 'lib', 'lib64'].map((name) => `--symlink usr/${name} /${name}`),
    ...[...shown, ...extraFolders].map((folder) => `--ro-bind-try ${folder} ${folder}`),
    '--proc /proc --dev /dev --remount-ro /dev',
    ...['/dev/shm', '/tmp', '/box'].map((folder) => `--size ${spaceBytes} --tmpfs ${folder}`),
    '--remount-ro / --chdir /box --clearenv --setenv PATH /usr/local/bin:/usr/bin:/bin',
    '--setenv HOME /tmp --setenv LANG C.UTF-8',
    `--json-status-fd ${descriptor.status}`,
    hasFilter ? `--seccomp ${descriptor.seccomp}` : '',
    '-- /bin/bash -c',
  ];
  return [...words.join(' ').split(/ +/), boxScript, mark];
}
