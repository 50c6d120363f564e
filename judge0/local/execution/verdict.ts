import type { Outcome, Bytes } from '../answers/submission.ts';
import { status } from '../answers/statuses.ts';
import type { Ending } from '../sandbox/run-box.ts';
import type { Limits } from '../sandbox/limits.ts';

type Verdict = Pick<Outcome, 'status_id' | 'message' | 'exit_code' | 'exit_signal'>;

/** What Judge0 makes of a run: it looks at times first, then at signals, at the exit code, and at the output last. */
export function verdictOf(ending: Ending, limits: Limits, expected: Bytes | null): Verdict {
  if (ending.killed === 'stopped') return failed(status.internalError, 'The judge was stopped.');
  if (ending.killed === 'wall') return failed(status.timeLimit, 'Time limit exceeded (wall clock)');
  if (ending.killed === 'cpu' || ending.cpuMs > limits.cpuMs) return failed(status.timeLimit, 'Time limit exceeded');
  if (ending.killed === 'memory' && ending.exitCode >= 128) return nonZero(137);
  if (ending.signal !== null)
    return { ...failed(ofSignal(ending.signal), `Caught fatal signal ${ending.signal}`), exit_signal: ending.signal };
  if (ending.exitCode !== 0) return nonZero(ending.exitCode);
  const right = expected === null || isSame(expected, ending.stdout.toString('latin1'));
  return { ...failed(right ? status.accepted : status.wrongAnswer, ''), message: null };
}

const failed = (id: number, message: string): Verdict => ({
  status_id: id,
  message,
  exit_code: 0,
  exit_signal: null,
});

const nonZero = (code: number): Verdict => ({
  status_id: status.nonZeroExit,
  message: `Exited with error status ${code}`,
  exit_code: code,
  exit_signal: null,
});

function ofSignal(signal: number) {
  const known: Readonly<Record<number, number>> = {
    6: status.aborted,
    8: status.floatingPoint,
    11: status.segmentationFault,
    25: status.fileSize,
  };
  return known[signal] ?? status.otherSignal;
}

/** White space at the ends of lines and of the whole does not count. No output at all is like nothing, not even like an empty one. */
function isSame(expected: Bytes, stdout: Bytes) {
  return stdout !== '' && trimmed(expected) === trimmed(stdout);
}

const trimmed = (text: Bytes) => withoutEnd(text.split('\n').map(withoutEnd).join('\n'));

/** By hand: a regular expression for this takes hours over a megabyte of spaces. */
function withoutEnd(text: string) {
  let end = text.length;
  while (end > 0 && blank.has(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** NUL, tab, line feed, vertical tab, form feed, carriage return, space: what Ruby's rstrip takes away. */
const blank = new Set([0, 9, 10, 11, 12, 13, 32]);
