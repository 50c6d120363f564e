import { fileFor, isUsualFile, languageName } from '../content/language-facts.ts';

/** What judges have most often; another one can be named by the API. */
const known = [
  'python',
  'javascript',
  'typescript',
  'java',
  'c',
  'cpp',
  'csharp',
  'go',
  'rust',
  'kotlin',
  'php',
  'ruby',
  'shell',
];

const choice = (id: string) => ({ value: id, label: languageName(id) });

export const knownLanguages = known.map(choice);

/** The same with those that are in use already, which a form would take away otherwise. */
export const offeredLanguages = (used: readonly string[]) => [
  ...knownLanguages,
  ...[...new Set(used)].filter((id) => !known.includes(id)).map(choice),
];

const stem = 'main';

/** What the file is usually called that is started. */
export const firstFile = (language: string): string => fileFor(language, stem);

/** The files of a language that was changed in a form: the first gets the name that is usual in it, unless somebody chose its name. */
export const renamedFiles = <F extends { readonly path: string }>(language: string, files: readonly F[]): F[] =>
  files.map((file, index) =>
    index === 0 && isUsualFile(file.path, stem) ? { ...file, path: firstFile(language) } : file,
  );
