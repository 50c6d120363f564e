import type { ErrandResult } from '../client/errand.ts';
import type { Submission } from '../client/answers.ts';
import { withoutFacts, type CompileResult, type RunResult } from '../execution.ts';
import type { BuiltBox } from './build-box.ts';
import { readFrames, type Frames } from './read-frames.ts';
import { runResult } from './run-result.ts';

export interface BoxResult {
  readonly compile: CompileResult;
  /** Of the first runs of the box. */
  readonly results: readonly RunResult[];
  /** Whether a run broke out of its place, so that those behind it are better kept apart. */
  readonly isBroken: boolean;
}

const [compilationError, internalError, timeLimit] = [6, 13, 5];

/** What a box's answer says of its compilation and of each run. The judge's own verdict is used only where no frame is. */
export function readBox({ submission, built }: ErrandResult<BuiltBox>): BoxResult {
  const compile = compileResult(submission);
  const all = (result: RunResult) => Array.from({ length: built.count }, () => result);
  const { status } = submission;
  if (status.id === compilationError)
    return { compile, results: all(withoutFacts(compile.status as 'compileError')), isBroken: false };
  if (status.id === internalError)
    return { compile, results: all(withoutFacts('internal', messageOf(submission))), isBroken: false };
  const read = readFrames(submission.stdout ?? Buffer.alloc(0), built.keys);
  const results = read.frames.map(runResult);
  const isBroken = read.end === 'died' || read.end === 'forged';
  if (isBroken && results.length < built.count) results.push(lastOf(read, submission, built));
  return { compile, results, isBroken };
}

function compileResult({ status, compile_output }: Submission): CompileResult {
  const output = compile_output?.toString('utf8') ?? '';
  if (status.id !== compilationError) return { status: output ? 'finished' : 'none', output };
  const isLate = output.startsWith('Compilation time limit exceeded');
  return { status: isLate ? 'compileTimeLimit' : 'compileError', output };
}

/** The run under way when the box came to an end that the driver did not write. */
function lastOf({ end, frames }: Frames, submission: Submission, { memoryLimitKb }: BuiltBox): RunResult {
  const said = messageOf(submission);
  if (end === 'forged') return withoutFacts('refused', 'it wrote an answer that only the judge may write');
  if (submission.status.id === timeLimit) return withoutFacts(/wall/.test(said) ? 'wallLimit' : 'cpuLimit', said);
  if ((submission.memory ?? 0) >= memoryLimitKb * 0.95) return withoutFacts('memoryLimit', said);
  const isKilled = submission.exit_code === 137 || submission.exit_signal === 9;
  if (isKilled) return { ...withoutFacts('runtimeError', 'it ended the whole box'), signal: 'SIGKILL' };
  return withoutFacts('internal', `run ${frames.length} left no answer. ${said}`);
}

/** In the judge's words, with what stands in the errors of our driver. */
const messageOf = ({ status, message, stderr }: Submission) =>
  [status.description, message?.toString('utf8'), stderr?.toString('utf8').slice(0, 300)].filter(Boolean).join(': ');
