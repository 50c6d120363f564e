import { readdirSync, readFileSync } from 'node:fs';

/**
 * Ends the launchers of a former life. They end with their judge, but for those that were just being born: their first
 * process waits for a word of its parent, and is in no group yet.
 */
export function endUnborn(mark: string): void {
  for (const name of readdirSync('/proc')) if (/^\d+$/.test(name) && isLauncher(name, mark)) end(Number(name));
}

function isLauncher(name: string, mark: string) {
  try {
    const words = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
    return words[1] === '--unshare-all' && words.at(-2) === mark;
  } catch {
    return false;
  }
}

function end(pid: number) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile, or is not ours.
  }
}
