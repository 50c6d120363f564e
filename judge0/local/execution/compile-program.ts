import { tarOf, type TarEntry } from '../archives/tar.ts';
import { status } from '../answers/statuses.ts';
import type { Language } from '../languages/language.ts';
import type { ConfigInfo } from '../local-settings.ts';
import { compiledKey, type Compiled } from './compiled-programs.ts';
import type { Bench } from './judge-submission.ts';

export interface CompileFailure {
  readonly status_id: number;
  readonly compile_output: string | null;
}

/** Compiles in a box with the largest limits that there are, once for the same files. `files` holds the script. */
export async function compileProgram(
  bench: Bench,
  language: Language,
  files: readonly TarEntry[],
  signal: AbortSignal,
): Promise<Compiled | CompileFailure> {
  const key = compiledKey([String(language.id), language.name, tarOf(files)]);
  return bench.programs.find<CompileFailure>(key, async () => {
    const ending = await bench.execute(
      {
        script: 'compile',
        files: { archive: null, added: files },
        stdin: new Uint8Array(),
        limits: largest(bench.config),
        mergeStderr: true,
        keep: true,
        perProcess: false,
      },
      signal,
    );
    const output = ending.stdout.toString('latin1');
    if (ending.killed === 'stopped') return { status_id: status.internalError, compile_output: null };
    if (ending.killed === 'cpu' || ending.killed === 'wall')
      return { status_id: status.compilationError, compile_output: 'Compilation time limit exceeded.' };
    if (ending.exitCode !== 0 || ending.made === null || ending.made.length === 0)
      return { status_id: status.compilationError, compile_output: output || null };
    return { files: ending.made, output };
  });
}

const largest = (config: ConfigInfo) => ({
  cpuMs: config.max_cpu_time_limit * 1000,
  extraMs: config.max_cpu_extra_time * 1000,
  wallMs: config.max_wall_time_limit * 1000,
  memoryKb: config.max_memory_limit,
  stackKb: config.max_stack_limit,
  processes: config.max_max_processes_and_or_threads,
  fileKb: config.max_max_file_size,
});
