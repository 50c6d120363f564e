import { nothingYet, type Outcome, type Submission } from '../answers/submission.ts';
import { status } from '../answers/statuses.ts';
import type { Language } from '../languages/language.ts';
import type { ConfigInfo } from '../local-settings.ts';
import type { Limits } from '../sandbox/limits.ts';
import type { Contents } from '../sandbox/pack.ts';
import type { Ending } from '../sandbox/run-box.ts';
import { boxFilesOf, bytesOf } from './box-files-of.ts';
import type { CompiledPrograms } from './compiled-programs.ts';
import { compileProgram, type CompileFailure } from './compile-program.ts';
import type { Execute } from './executor.ts';
import { verdictOf } from './verdict.ts';

export interface Bench {
  readonly config: ConfigInfo;
  readonly execute: Execute;
  readonly programs: CompiledPrograms;
}

/** Compiles and runs a submission as often as it asks. Failures of the judge itself are an outcome too. */
export async function judgeSubmission(
  bench: Bench,
  language: Language,
  submission: Submission,
  signal: AbortSignal,
): Promise<Outcome> {
  const { sources, compile, run } = await boxFilesOf(language, submission, bench.config.max_extract_size);
  let files: Contents = { archive: null, added: [...sources, ...run] };
  let compileOutput = '';
  if (compile !== null) {
    const made = await compileProgram(bench, language, [...sources, ...compile], signal);
    if (isFailure(made)) return { ...nothingYet, ...made };
    files = { archive: made.files, added: run };
    compileOutput = made.output;
  }
  const outcome = await runOften(bench, submission, files, signal);
  return { ...outcome, compile_output: compileOutput || null };
}

const isFailure = (made: object): made is CompileFailure => 'status_id' in made;

/** Until it is not accepted; times and memory are means, the rest is of the last run. */
async function runOften(bench: Bench, submission: Submission, files: Contents, signal: AbortSignal) {
  const limits = limitsOf(submission);
  const endings: Ending[] = [];
  for (;;) {
    const ending = await bench.execute(
      {
        script: 'run',
        files,
        stdin: bytesOf(submission.stdin ?? ''),
        limits,
        mergeStderr: submission.redirect_stderr_to_stdout,
        keep: false,
        perProcess: submission.enable_per_process_and_thread_memory_limit,
      },
      signal,
    );
    endings.push(ending);
    const verdict = verdictOf(ending, limits, submission.expected_output);
    if (verdict.status_id === status.accepted && endings.length < submission.number_of_runs) continue;
    return {
      ...verdict,
      compile_output: null,
      stdout: ending.stdout.toString('latin1') || null,
      stderr: ending.stderr.toString('latin1') || null,
      time: mean(endings.map(({ cpuMs }) => seconds(cpuMs))),
      wall_time: mean(endings.map(({ wallMs }) => seconds(wallMs))),
      memory: Math.round(mean(endings.map(({ memoryKb }) => memoryKb ?? 0))),
    };
  }
}

const seconds = (ms: number) => Math.round(ms) / 1000;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const limitsOf = (submission: Submission): Limits => ({
  cpuMs: submission.cpu_time_limit * 1000,
  extraMs: submission.cpu_extra_time * 1000,
  wallMs: submission.wall_time_limit * 1000,
  memoryKb: submission.memory_limit,
  stackKb: submission.stack_limit,
  processes: submission.max_processes_and_or_threads,
  fileKb: submission.max_file_size,
});
