import { existsSync } from 'node:fs';
import path from 'node:path';
import { runToEnd } from './child-process.mjs';
import { root, say } from './project.mjs';

const flock = '/usr/bin/flock';
const taken = 75;

/**
 * Runs a script of this folder while nobody else runs one with the same lock, waiting if need be; resolves to its exit
 * code. The lock is the kernel's own (flock), on a folder that exists anyway: a killed holder leaves nothing behind.
 */
export async function runLocked(folder, script) {
  const command = [process.execPath, path.join(root, 'scripts', script)];
  // Every Debian has flock; elsewhere two starts at once are on their own.
  if (!existsSync(flock)) return runToEnd(command[0], command.slice(1));
  // The script takes flock's place (--no-fork), so that it gets our signals and the lock lasts exactly as long as it.
  const code = await runToEnd(flock, ['-n', '-E', `${taken}`, '--no-fork', folder, ...command]);
  if (code !== taken) return code;
  say('waiting for another start, which is installing already');
  return runToEnd(flock, ['--no-fork', folder, ...command]);
}
