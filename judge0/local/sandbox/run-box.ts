import { closeBox, killBox, type Box } from './open-box.ts';
import { orderLine, type Order } from './box-script.ts';
import { pack, type Contents } from './pack.ts';
import { fillInput, readOutput } from './box-files.ts';
import type { Killed, Limits } from './limits.ts';
import { readNotes } from './read-notes.ts';
import { watchLimits } from './watch-limits.ts';

export interface Work {
  readonly script: Order['script'];
  /** What is in /box. */
  readonly files: Contents;
  readonly stdin: Uint8Array;
  readonly limits: Limits;
  readonly mergeStderr: boolean;
  readonly keep: boolean;
  /** Counts time and memory of each process for itself, although they could be counted together. */
  readonly perProcess: boolean;
}

/** What was seen of a run. */
export interface Ending {
  /** As a shell says it: 128 and the signal's number for a program that a signal ended. */
  readonly exitCode: number;
  /** The signal that ended the script's own shell (or what it became by `exec`), else null. */
  readonly signal: number | null;
  readonly killed: Killed | null;
  readonly cpuMs: number;
  readonly wallMs: number;
  /** Null where there is no cgroup to read it from. */
  readonly memoryKb: number | null;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  /** /box afterwards, as a tar archive, when it was to be kept. */
  readonly made: Buffer | null;
}

/** Does the work in the box and closes it. `signal` stops it early. */
export async function runInBox(box: Box, work: Work, signal?: AbortSignal): Promise<Ending> {
  try {
    return await run(box, work, signal);
  } finally {
    await closeBox(box);
  }
}

async function run(box: Box, work: Work, signal?: AbortSignal): Promise<Ending> {
  const { limits } = work;
  const { packed, bytes } = pack(work.files);
  fillInput(box.files, 'files', bytes);
  fillInput(box.files, 'stdin', work.stdin);
  // Two more than the program may have: process 1 and the shell that unpacks.
  box.cgroup?.limit(limits.memoryKb, limits.processes + 2);
  const before = box.cgroup?.cpuMs() ?? 0;
  const started = performance.now();
  box.launched.order(orderLine({ packed, ...orderFor(box, work) }));
  let killed: Killed | null = null;
  const kill = (reason: Killed) => {
    killed ??= reason;
    killBox(box);
  };
  const stop = () => kill('stopped');
  signal?.addEventListener('abort', stop, { once: true });
  const unwatch = watchLimits(box.cgroup, before, limits, kill);
  const exitCode = await box.launched.ended;
  const wallMs = performance.now() - started;
  unwatch();
  signal?.removeEventListener('abort', stop);
  const notes = readNotes(readOutput(box.files, 'notes', 65_536).toString('latin1'));
  return {
    exitCode,
    signal: notes.signal ? exitCode - 128 : null,
    killed: killed ?? ((box.cgroup?.oomKills() ?? 0) > 0 ? 'memory' : null),
    cpuMs: box.cgroup ? Math.max(0, box.cgroup.cpuMs() - before) : notes.cpuMs,
    wallMs,
    memoryKb: box.cgroup?.peakKb() ?? null,
    stdout: readOutput(box.files, 'stdout', limits.fileKb * 1024),
    stderr: readOutput(box.files, 'stderr', limits.fileKb * 1024),
    made: work.keep ? readOutput(box.files, 'made', 128 * 1024 * 1024) : null,
  };
}

function orderFor(box: Box, { script, mergeStderr, keep, limits, perProcess }: Work): Omit<Order, 'packed'> {
  return {
    script,
    mergeStderr,
    keep,
    fileKb: limits.fileKb,
    stackKb: limits.stackKb,
    // A second net above the exact limit, which the judge watches.
    cpuSeconds: Math.ceil((limits.cpuMs + limits.extraMs) / 1000) + (box.cgroup ? 1 : 0),
    perProcess: box.cgroup && !perProcess ? null : { dataKb: limits.memoryKb, processes: limits.processes + 5 },
  };
}
