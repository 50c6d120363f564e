import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { Submission, type Ended } from '../client/answers.ts';
import { environment, nodeWords } from '../local/process-words.ts';

export interface ProcessSettings {
  readonly folder: string;
  readonly port: number;
  readonly tokens: readonly string[];
  readonly unsafe: boolean;
  /** What it prints of each submission that has ended, as in its addresses; none: nothing. */
  readonly endFields?: string;
  /** Share of the processor that all programs together get while others want it; 100 is as much as everything else. */
  readonly weight?: number;
  /** What /config_info says, where it is not to say the usual. */
  readonly config?: object;
}

export interface JudgeProcess {
  readonly pid: number;
  readonly port: number;
  /** Ends with why, when the process has. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

const Said = z.union([z.object({ port: z.int() }), z.object({ error: z.string() })]);
const HasEnded = z.object({ ended: z.union([Submission, z.object({ token: z.string() })]) });
const startMs = 60_000;
const stopMs = 5_000;

/**
 * Starts the local judge as a process of its own and waits until it listens. Rejects with an Error that says, in the judge's
 * own words, why it does not. The kernel ends it when this process ends in whatever way. `heard` gets each submission that has
 * ended, or its token where that is all that is said, if the settings ask for it.
 */
export async function startJudgeProcess(
  root: string,
  settings: ProcessSettings,
  heard: (ended: Ended) => void = () => {},
): Promise<JudgeProcess> {
  const main = path.join(root, 'judge0/local/main.ts');
  const words = ['--pdeathsig', 'TERM', process.execPath, ...nodeWords, main];
  const child = spawn('/usr/bin/setpriv', words, {
    cwd: root,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: environment,
  });
  const errors: string[] = [];
  createInterface(child.stderr).on('line', (line) => void errors.splice(0, Math.max(0, errors.push(line) - 20)));
  const ended = endOf(child, errors);
  child.stdin.on('error', () => undefined);
  child.stdin.end(JSON.stringify(settings));
  const stop = () => stopChild(child, ended);
  const lines = createInterface(child.stdout);
  const said = await Promise.race([firstLine(lines), ended.then((why) => ({ error: why })), late()]);
  if ('error' in said) {
    await stop();
    throw new Error(said.error);
  }
  lines.on('line', (line) => {
    const read = HasEnded.safeParse(parsed(line));
    if (read.success) heard(read.data.ended);
  });
  return { pid: child.pid!, port: said.port, ended, stop };
}

const firstLine = (lines: Interface) =>
  new Promise<z.output<typeof Said>>((resolve) => {
    const look = (line: string) => {
      const read = Said.safeParse(parsed(line));
      if (!read.success) return;
      lines.off('line', look);
      resolve(read.data);
    };
    lines.on('line', look);
  });

async function late() {
  await sleep(startMs, undefined, { ref: false });
  return { error: `it did not listen within ${startMs / 1000} s` };
}

const endOf = (child: ChildProcess, errors: readonly string[]) =>
  new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(errors.at(-1) ?? `it ended with ${signal ?? `code ${code}`}`));
  });

async function stopChild(child: ChildProcess, ended: Promise<unknown>) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopMs);
  await ended;
  clearTimeout(timer);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
