import Handlebars from 'handlebars';
import { parseTexts } from './parse-texts.ts';
import { isProduct, type SourceFile } from './source-files.ts';

/** Keys that only the run puts together: `file` writes what they begin with, and the rest stands in some file of the folder. */
export interface BuiltKeys {
  readonly before: string;
  readonly file: string;
  readonly folder: string;
  /** What chooses the rest. */
  readonly reason: string;
}

interface Named {
  readonly key: string;
  readonly at: string;
}

/** Keys that are named and in no file of messages, and keys in a file that nothing names, one sentence each. */
export function checkMessageKeys(files: readonly SourceFile[], built: readonly BuiltKeys[] = []): string[] {
  const owned = files.flatMap(ownedKeys);
  const known = new Set(owned.map(({ key }) => key));
  const owners = new Set(['kernel', ...files.flatMap(({ path }) => /^plugins\/([^/]+)\//.exec(path)?.[1] ?? [])]);
  const code = files.filter(({ path }) => isProduct(path) && path.endsWith('.ts'));
  const named = [
    ...code.flatMap((file) => [...namedInCode(file, owners), ...namedByMails(file)]),
    ...files.flatMap(namedInTemplate),
  ];
  const written = new Set([...code.flatMap((file) => [...textsOf(file)]), ...named.map(({ key }) => key)]);
  const isUsed = (key: string) => written.has(key) || built.some((keys) => builds(keys, key, code));
  return [
    ...named
      .filter(({ key }) => !known.has(key))
      .map(
        ({ key, at }) =>
          `${at} names the text ${key}, which no en.json has. Add it to en.json and de.json of its owner.`,
      ),
    ...owned
      .filter(({ key }) => !isUsed(key))
      .map(({ key, at }) => `${at} holds ${key}, which nothing names. Take it out of en.json and de.json, or use it.`),
    ...built.flatMap((keys) => staleBuilt(keys, code)),
  ];
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
    .filter(({ text, isBeginning, isForDevelopers }) => !isBeginning && !isForDevelopers && keyPattern.test(text))
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

function namedInTemplate({ path, text }: SourceFile): Named[] {
  if (!/^(views|plugins\/[^/]+\/views)\/.+\.hbs$/.test(path)) return [];
  const calls = new TextCalls();
  calls.accept(Handlebars.parse(text));
  return calls.named.map(({ key, line }) => ({ key, at: `${path}:${line}` }));
}

class TextCalls extends Handlebars.Visitor {
  readonly named: { readonly key: string; readonly line: number }[] = [];

  override MustacheStatement(mustache: hbs.AST.MustacheStatement) {
    this.#call(mustache);
    super.MustacheStatement(mustache);
  }

  override SubExpression(expression: hbs.AST.SubExpression) {
    this.#call(expression);
    super.SubExpression(expression);
  }

  #call({ path, params: [first], loc }: hbs.AST.MustacheStatement | hbs.AST.SubExpression) {
    if ('original' in path && path.original === 't' && first?.type === 'StringLiteral' && 'value' in first)
      this.named.push({ key: String(first.value), line: loc.start.line });
  }
}

const builds = ({ before, folder }: BuiltKeys, key: string, code: readonly SourceFile[]) =>
  key.startsWith(before) &&
  code.some((file) => file.path.startsWith(folder) && textsOf(file).has(key.slice(before.length)));

const texts = new WeakMap<SourceFile, ReadonlySet<string>>();

function textsOf(file: SourceFile) {
  const known = texts.get(file) ?? new Set(parseTexts(file).map(({ text }) => text));
  texts.set(file, known);
  return known;
}

function staleBuilt({ before, file }: BuiltKeys, code: readonly SourceFile[]) {
  const source = code.find(({ path }) => path === file);
  const isThere = source && parseTexts(source).some(({ text, isBeginning }) => isBeginning && text === before);
  return isThere
    ? []
    : [`${file} puts no key together that begins with ${before}. Take the line out of the list of built keys.`];
}
