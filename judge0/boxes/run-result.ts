import { constants } from 'node:os';
import type { RunResult, RunStatus } from '../execution.ts';
import type { Frame } from './read-frames.ts';

const statusOf: Readonly<Record<Exclude<Frame['why'], 'exit'>, RunStatus>> = {
  cpu: 'cpuLimit',
  wall: 'wallLimit',
  memory: 'memoryLimit',
  output: 'outputLimit',
};

/** What a frame says, in our words. A limit that was passed counts more than how the program ended. */
export function runResult(frame: Frame): RunResult {
  const { why, exitCode, signal, stdout, stderr, written } = frame;
  const failed = signal !== 0 || exitCode !== 0;
  const isOurs = why !== 'exit' && signal === constants.signals.SIGKILL;
  return {
    status: why === 'exit' ? (failed ? 'runtimeError' : 'finished') : statusOf[why],
    stdout,
    stderr,
    exitCode: signal === 0 ? exitCode : null,
    signal: signal === 0 || isOurs ? null : signalName(signal),
    timeMs: frame.cpuUs / 1000,
    wallMs: frame.wallUs / 1000,
    memoryKb: frame.peakKb,
    truncated: written.stdout > stdout.length || written.stderr > stderr.length,
    detail: null,
  };
}

// The first of two names for one number: SIGABRT, not SIGIOT.
const names = new Map(
  Object.entries(constants.signals)
    .toReversed()
    .map(([name, number]) => [number, name]),
);

/** Linux's name of a signal by its number. */
export const signalName = (number: number): string => names.get(number) ?? `SIG${number}`;
