import type { Execute } from '../execution/executor.ts';
import type { RunCommand } from '../languages/find-languages.ts';

const limits = {
  cpuMs: 5000,
  extraMs: 0,
  wallMs: 20_000,
  memoryKb: 512_000,
  stackKb: 64_000,
  processes: 60,
  fileKb: 1024,
};

/** Runs a command of the judge's own in a box, to see whether and how it works there. */
export const commandIn =
  (execute: Execute): RunCommand =>
  async (command) => {
    const ending = await execute({
      script: 'run',
      files: { archive: null, added: [{ name: 'run', bytes: Buffer.from(`${command} 2>&1\n`), mode: 0o644 }] },
      stdin: new Uint8Array(),
      limits,
      mergeStderr: true,
      keep: false,
      perProcess: false,
    });
    return ending.exitCode === 0 ? ending.stdout.toString() : null;
  };
