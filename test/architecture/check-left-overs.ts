import { parseSource, type At } from './parse-source.ts';
import { isCode, type SourceFile } from './source-files.ts';

const promise = /\b(TODO|FIXME)\b/;
const outside: readonly [RegExp, string][] = [
  [/\.\.\/shared\b/, 'refers to a folder outside the repository'],
  [/\/work\/(main|shared|\.library)\b/, 'refers to a path of one machine'],
  [/\bissue #?\d+\b/i, 'refers to an issue, which readers of the repository do not have'],
];

/** What must not stay: promises, tests that do not run, references to anything outside. `machine` names paths of this machine. */
export function checkLeftOvers(files: readonly SourceFile[], machine: readonly string[] = []): string[] {
  return files.flatMap((file) => [
    ...promises(file),
    ...(isCode(file.path) ? unrunTests(file) : []),
    ...references(file, machine),
  ]);
}

/** In code the comments say it; strings may. */
function promises(file: SourceFile) {
  const texts: readonly At[] = isCode(file.path) ? parseSource(file).comments : lines(file);
  return texts
    .filter(({ text }) => promise.test(text))
    .map(
      ({ line }) =>
        `${file.path}:${line} promises to do something later. Do it now, or take the words out and say what is missing where it is decided.`,
    );
}

/** `isRoot ? it : it.skip` stays allowed: it says which machine cannot run the test. */
function unrunTests(file: SourceFile) {
  if (!file.path.startsWith('test/')) return [];
  const { chains, calls } = parseSource(file);
  const alone = chains.filter(({ text }) => /^(it|test|describe)(\.\w+)*\.(only|todo)$/.test(text));
  const left = calls.filter(({ text }) =>
    /^((it|test|describe)(\.\w+)*\.skip(\.\w+)*|[xf](it|test|describe))$/.test(text),
  );
  return [...alone, ...left].map(
    ({ text, line }) => `${file.path}:${line} has ${text}: every test runs, always. Take it out, or delete the test.`,
  );
}

function references(file: SourceFile, machine: readonly string[]) {
  return lines(file).flatMap(({ text, line }) => {
    const found = outside.filter(([pattern]) => pattern.test(text)).map(([, what]) => what);
    const own = machine.some((folder) => holdsPath(text, folder)) ? ['holds a path of this machine'] : [];
    return [...found, ...own].map((what) => `${file.path}:${line} ${what}. Say here what the reader needs to know.`);
  });
}

const holdsPath = (text: string, folder: string) =>
  text
    .split(folder)
    .some(
      (before, index, parts) =>
        index < parts.length - 1 && !/[\w.)}]$/.test(before) && !/^[\w-]/.test(parts[index + 1]!),
    );

const lines = (file: SourceFile): readonly At[] =>
  file.text.split('\n').map((text, index) => ({ text, line: index + 1 }));
