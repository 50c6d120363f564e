import type { SourceFile } from '../execution.ts';
import { familyOf } from './families.ts';

/** How a judge compiles and runs a language: commands for a shell, as `/languages/:id` gives them. */
export interface JudgeCommands {
  readonly source_file: string;
  /** With `%s` where options go. */
  readonly compile_cmd: string | null;
  readonly run_cmd: string;
}

/** The first file under the name that the judge's commands use, and the others as they are. */
export const namedFiles = (files: readonly SourceFile[], { source_file }: JudgeCommands): readonly SourceFile[] =>
  files.map((file, index) => (index === 0 ? { ...file, path: source_file } : file));

/** The judge's compile command with our options and all sources; null for a language that is not compiled. */
export function compileCommand(family: string, commands: JudgeCommands, files: readonly SourceFile[]): string | null {
  if (!commands.compile_cmd) return null;
  const { options, libraries, sources } = familyOf(family);
  const others = sources ? files.slice(1).filter(({ path }) => sources.test(path)) : [];
  const command = commands.compile_cmd.replace('%s', options);
  return [command, ...others.map(({ path }) => quoted(path)), libraries].filter(Boolean).join(' ');
}

/** The words that start the program. A shell is between only where the judge's command needs one: it costs 2 ms a run. */
export function runCommand(family: string, { run_cmd }: JudgeCommands, memoryKb: number): readonly string[] {
  const command = withFlags(run_cmd, familyOf(family).flags, memoryKb);
  const words = command.trim().split(/\s+/);
  if (/["'\\$`;&|<>*?()]/.test(command)) return ['/bin/bash', '-c', `${command} "$@"`, 'run'];
  return /^\w+=/.test(words[0]!) ? ['/usr/bin/env', ...words] : words;
}

function withFlags(command: string, flags: string, memoryKb: number) {
  if (!flags) return command;
  // What a Java machine uses beside its heap: measured 45 MB for a program that reads and writes.
  const heapMb = Math.max(16, Math.floor((memoryKb - 60_000) / 1024));
  return command.replace(/^(\S*\/)?java(?=\s)/, (name) => `${name} ${flags.replace('{heapMb}', String(heapMb))}`);
}

export const quoted = (word: string) => `'${word.replaceAll("'", String.raw`'\''`)}'`;
