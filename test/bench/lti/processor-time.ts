import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

/** Seconds of processor time of a process so far, as Linux counts them. */
function secondsOf(pid: number | string): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  } catch {
    return 0;
  }
}

/** A process and the PostgreSQL back ends that work on its database. */
export const processorSeconds = (pid: number, database: string): number =>
  secondsOf(pid) + backEnds(database).reduce((sum, one) => sum + secondsOf(one), 0);

const backEnds = (database: string) =>
  readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isBackEnd(name, database));

function isBackEnd(pid: string, database: string) {
  try {
    return new RegExp(`^postgres: \\S+ ${database} `).test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
  } catch {
    return false;
  }
}
