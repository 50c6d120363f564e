import { readFileSync, statSync } from 'node:fs';

/** A user of this machine, by the numbers that a process is started with. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** The users, best first, that PostgreSQL may run as when root starts it: PostgreSQL refuses root. */
export function unprivilegedAccounts(project: string): Account[] {
  const users = readUsers();
  const named = ['postgres', 'nobody'].map((name) => users.find((user) => user.name === name));
  // A checkout in somebody's closed home folder: they can reach it.
  const owner = users.find((user) => user.uid === statSync(project).uid);
  return [...named, owner].filter((user) => user !== undefined).filter(({ uid }) => uid !== 0);
}

/** Who owns a file, or null when there is none. */
export function ownerOf(file: string): Account | null {
  const found = statSync(file, { throwIfNoEntry: false });
  return found ? { uid: found.uid, gid: found.gid } : null;
}

function readUsers() {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  return lines
    .map((line) => line.split(':'))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}
