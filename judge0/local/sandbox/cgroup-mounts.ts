import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A mounted hierarchy of cgroups, and the folder in it that this process is in. */
export interface Hierarchy {
  readonly version: 1 | 2;
  readonly controllers: readonly string[];
  readonly mount: string;
  readonly own: string;
}

/** All that are mounted, from /proc/self/mountinfo and /proc/self/cgroup; see cgroups(7). */
export function cgroupHierarchies(
  mountInfo = readFileSync('/proc/self/mountinfo', 'utf8'),
  memberships = readFileSync('/proc/self/cgroup', 'utf8'),
): Hierarchy[] {
  const paths = memberships.split('\n').flatMap((line) => {
    const [, names, own] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    return names === undefined || own === undefined ? [] : [{ names: names.split(','), own }];
  });
  return mountInfo.split('\n').flatMap((line) => {
    const [, mount, type, options] = /^\S+ \S+ \S+ \S+ (\S+) .* - (cgroup2?) \S+ (\S+)$/.exec(line) ?? [];
    if (!mount || !type || !options) return [];
    const version = type === 'cgroup2' ? 2 : 1;
    const controllers = version === 2 ? [] : options.split(',');
    const member = paths.find(({ names }) =>
      version === 2 ? names.join('') === '' : names.some((name) => name !== '' && controllers.includes(name)),
    );
    return [{ version, controllers, mount, own: path.join(mount, member?.own ?? '/') } as const];
  });
}
