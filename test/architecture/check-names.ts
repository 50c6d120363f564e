import { parseSource } from './parse-source.ts';
import { isCode, type SourceFile } from './source-files.ts';

const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
const empty = /^(utils?|helpers?|common|managers?|services?)$/;
const emptyEnding = /(Manager|Service|Helper|Utils?)s?$/;

/** Files are kebab-case, and no name is a word that says nothing. Returns a sentence for each that is not so. */
export function checkNames(files: readonly SourceFile[]): string[] {
  const named = files.filter(
    ({ path }) =>
      /^(src|lti|judge0|plugins|views|migrations|test|scripts)\//.test(path) && !path.startsWith('test/fixtures/'),
  );
  return named.flatMap((file) => [...wrongParts(file.path), ...(isCode(file.path) ? wrongDeclarations(file) : [])]);
}

function wrongParts(path: string) {
  return path.split('/').flatMap((part) => {
    if (!kebab.test(part) && !/^[A-Z]+\.md$/.test(part))
      return [`${path}: "${part}" is not kebab-case. Write it in lower case with hyphens.`];
    const word = part.split(/[.-]/).find((candidate) => empty.test(candidate));
    return word ? [`${path}: "${word}" says nothing. Name the file for the one idea it holds.`] : [];
  });
}

/** MikroORM's own word is EntityManager. */
const wrongDeclarations = (file: SourceFile) =>
  parseSource(file)
    .declared.filter(({ text }) => emptyEnding.test(text) && !text.endsWith('EntityManager'))
    .map(
      ({ text, line }) =>
        `${file.path}:${line}: "${text}" says nothing. Name it for what it does; plain functions need no such thing.`,
    );
