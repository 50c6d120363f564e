import { mkdirSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { claimFolder, type Folder, type Said } from './claim-folder.ts';
import { inheritedFiles } from './inherited-files.ts';
import { LocalSettings } from './local-settings.ts';
import { say } from './log.ts';
import { NoSandboxError } from './sandbox/tier.ts';
import { startJudge } from './start-judge.ts';

/**
 * The local judge, a process of its own: reads its settings from standard input as JSON, and prints one line of JSON when
 * it listens (`port`, `token`, `tier`), or when it cannot (`error`). SIGTERM ends it. Where a judge of that folder runs
 * already, it prints what that one said, with `already`, and ends.
 */
closeInherited();
await run();

async function run() {
  try {
    const settings = LocalSettings.parse(JSON.parse(await text(process.stdin)));
    mkdirSync(settings.folder, { recursive: true, mode: 0o700 });
    const claim = await claimOrFind(settings.folder);
    if ('said' in claim) return print({ ...claim.said, already: true });
    await runIn(claim.ours, settings);
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error);
    say(sentence);
    print({ error: sentence });
    process.exitCode = error instanceof NoSandboxError ? 3 : 1;
  }
}

async function runIn(folder: Folder, settings: LocalSettings) {
  try {
    const judge = await startJudge(settings);
    const { port, token, tier } = judge;
    folder.say({ port, token, tier, pid: process.pid });
    print({ port, token, tier, pid: process.pid });
    const end = () => void judge.stop().finally(() => folder.leave());
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end);
  } catch (error) {
    folder.leave();
    throw error;
  }
}

/** One that is just starting is waited for, half a minute at most. */
async function claimOrFind(path: string): Promise<{ ours: Folder } | { said: Said }> {
  for (let tries = 0; tries < 300; tries += 1) {
    const claim = claimFolder(path);
    if ('ours' in claim) return claim;
    if (claim.theirs) return { said: claim.theirs };
    await sleep(100);
  }
  throw new Error(`Another judge of ${path} has been starting for half a minute. End it, or choose another folder.`);
}

function print(line: Said) {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Files that whoever started us left open would be open in every box: starts anew, in the same process, without them. */
function closeInherited() {
  const files = inheritedFiles();
  if (files.length === 0) return;
  const close = files.map((file) => `${file}>&-`).join(' ');
  const script = `exec ${close}; exec "$0" "$@"`;
  // With a socket as its input bash takes itself for a remote shell and reads start-up files, unless told not to.
  const words = ['bash', '--norc', '-c', script, process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  process.execve!('/bin/bash', words);
}
