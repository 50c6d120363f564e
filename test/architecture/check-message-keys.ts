import { builtShapes, isBuilt, type Vocabulary } from './built-keys.ts';
import { parseTexts } from './parse-texts.ts';
import { isProduct, type SourceFile } from './source-files.ts';
import { templateKeys } from './template-keys.ts';

interface Named {
  readonly key: string;
  readonly at: string;
}

/** Keys that are named and in no file of messages, and keys in a file that nothing names, one sentence each. */
export function checkMessageKeys(files: readonly SourceFile[]): string[] {
  const owned = files.flatMap(ownedKeys);
  const known = new Set(owned.map(({ key }) => key));
  const owners = new Set([
    'kernel',
    ...files.flatMap(({ path }) => /^(?:plugins\/([^/]+)|(lti|judge0))\//.exec(path)?.slice(1).filter(Boolean) ?? []),
  ]);
  const code = files.filter(({ path }) => isProduct(path) && path.endsWith('.ts'));
  const named = [
    ...code.flatMap((file) => [...namedInCode(file, owners), ...namedByMails(file)]),
    ...files.flatMap(namedInTemplate),
  ];
  const vocabulary = vocabularyOf(code, named, owners);
  const shapes = builtShapes(code, files.flatMap(templateKeys));
  return [
    ...named
      .filter(({ key }) => !known.has(key))
      .map(
        ({ key, at }) =>
          `${at} names the text ${key}, which no en.json has. Add it to en.json and de.json of its owner.`,
      ),
    ...owned
      .filter(({ key }) => !vocabulary.words.has(key) && !isBuilt(key, shapes, vocabulary))
      .map(({ key, at }) => `${at} holds ${key}, which nothing names. Take it out of en.json and de.json, or use it.`),
  ];
}

/** All that code writes: its texts, and the names of properties, by which kinds are often told. */
function vocabularyOf(code: readonly SourceFile[], named: readonly Named[], owners: ReadonlySet<string>): Vocabulary {
  const words = new Set(named.map(({ key }) => key));
  for (const file of code) {
    for (const { text, pieces } of parseTexts(file)) if (pieces.length === 1) words.add(text);
    for (const [, name = ''] of file.text.matchAll(/\b(\w+)\??:/g)) words.add(name);
  }
  return { words, owners };
}

function ownedKeys({ path, text }: SourceFile): Named[] {
  const folder = /^(?:plugins\/)?([^/]+)\/locales\/en\.json$/.exec(path)?.[1];
  if (!folder) return [];
  const owner = folder === 'src' ? 'kernel' : folder;
  return Object.keys(JSON.parse(text) as object).map((key) => ({ key: `${owner}.${key}`, at: path }));
}

/** Places in which a text is a key whatever it looks like. */
const keyPlaces = /^(key|said|label|heading|subjectKey|DomainError\.1|translate\.1)$/;
const keyPattern = /^[a-z][A-Za-z0-9-]*(\.[A-Za-z0-9]+)+$/;

/** Names of jobs, events and points of extension have two words; a key has three, or stands in a place of keys. */
function namedInCode(file: SourceFile, owners: ReadonlySet<string>): Named[] {
  return parseTexts(file)
    .filter(({ text, pieces, isForDevelopers }) => pieces.length === 1 && !isForDevelopers && keyPattern.test(text))
    .filter(({ text, place }) => {
      const [owner = '', ...words] = text.split('.');
      return owners.has(owner) && (words.length > 1 || keyPlaces.test(place ?? ''));
    })
    .map(({ text, line }) => ({ key: text, at: `${file.path}:${line}` }));
}

/** `defineMail` makes the key of the subject from the mail's name. */
const namedByMails = ({ path, text }: SourceFile): Named[] =>
  [...text.matchAll(/defineMail\(\{\s*name:\s*'([a-z0-9-]+)\.(\w+)'/g)].map(({ 1: owner, 2: noun, index }) => ({
    key: `${owner}.mail.${noun}.subject`,
    at: `${path}:${text.slice(0, index).split('\n').length}`,
  }));

const namedInTemplate = (file: SourceFile): Named[] =>
  templateKeys(file)
    .filter(({ isWhole }) => isWhole)
    .map(({ key, line }) => ({ key, at: `${file.path}:${line}` }));
