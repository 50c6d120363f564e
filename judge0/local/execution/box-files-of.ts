import { multiFile, type Language } from '../languages/language.ts';
import { readZip } from '../archives/zip.ts';
import type { TarEntry } from '../archives/tar.ts';
import type { Request } from '../answers/submission.ts';

/** What a box is filled with: what there is before anything runs, and the script that compiles it. */
export interface BoxFiles {
  readonly sources: readonly TarEntry[];
  /** Null for what is not compiled; empty when it is among the sources. */
  readonly compile: readonly TarEntry[] | null;
  /** The script that runs, unless it is among the sources. */
  readonly run: readonly TarEntry[];
}

export async function boxFilesOf(language: Language, request: Request, maxExtractKb: number): Promise<BoxFiles> {
  const sent =
    request.additional_files === null ? [] : await readZip(bytesOf(request.additional_files), maxExtractKb * 1024);
  if (language.id === multiFile) {
    const compiles = sent.some(({ name }) => name === 'compile');
    return { sources: sent, compile: compiles ? [] : null, run: [] };
  }
  const name = language.sourceFile ?? 'source';
  const isProgram = language.runCommand === `./${name}`;
  const own = { name, bytes: bytesOf(request.source_code ?? ''), mode: isProgram ? 0o755 : 0o644 };
  const taken = new Set([language.sourceFile, 'run', 'compile']);
  return {
    sources: [own, ...sent.filter((entry) => !taken.has(entry.name))],
    compile: compileScript(language, request.compiler_options),
    run: runScript(language, request.command_line_arguments),
  };
}

const compileScript = (language: Language, options: string | null) =>
  language.compileCommand === null
    ? null
    : scriptEntry('compile', language.compileCommand.replace('%s', () => withoutSyntax(options)).replace('  ', ' '));

const runScript = (language: Language, words: string | null) =>
  scriptEntry('run', `${language.runCommand ?? ''} ${withoutSyntax(words)}`.trimEnd());

const scriptEntry = (name: string, line: string): TarEntry[] => [
  { name, bytes: Buffer.from(`${line}\n`), mode: 0o644 },
];

/** Judge0 takes out what a shell would act on, and leaves quotes. */
const withoutSyntax = (text: string | null) => (text ?? '').replaceAll(/[$&;<>|`]/g, '').trim();

export const bytesOf = (text: string) => Buffer.from(text, 'latin1');
