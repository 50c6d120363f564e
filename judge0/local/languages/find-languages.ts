import { existsSync } from 'node:fs';
import path from 'node:path';
import { families, type Family } from './families.ts';
import { multiFile, type Language } from './language.ts';

/** Runs a command in a box and gives what it printed on both outputs; null when it failed. */
export type RunCommand = (command: string) => Promise<string | null>;

/** The languages of this machine, by name, each tried in a box: what cannot run there is not offered. */
export async function findLanguages(run: RunCommand): Promise<Language[]> {
  const found = await Promise.all(families.filter(isInstalled).map((family) => asLanguage(family, run)));
  const several: Language = {
    id: multiFile,
    name: 'Multi-file program',
    isArchived: false,
    sourceFile: null,
    compileCommand: null,
    runCommand: null,
  };
  return [...found.flat(), several].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Where a box looks for programs. */
const folders = ['/usr/local/bin', '/usr/bin'];

const isInstalled = ({ programs }: Family) =>
  programs.every(
    (program) =>
      program.startsWith('./') || folders.some((folder) => existsSync(path.join(folder, path.basename(program)))),
  );

async function asLanguage(family: Family, run: RunCommand): Promise<Language[]> {
  const { id, name, versionCommand, sourceFile, compile } = family;
  const text = versionCommand === null ? '' : await run(versionCommand);
  if (text === null) return [];
  const version = family.version.exec(text)?.[1] ?? '';
  if (versionCommand !== null && version === '') return [];
  return [
    {
      id,
      name: name.replace('?', version),
      isArchived: false,
      sourceFile,
      compileCommand: compile,
      runCommand: family.run,
    },
  ];
}
