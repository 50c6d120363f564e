import { IntlMessageFormat } from 'intl-messageformat';
import { LRUCache } from 'lru-cache';
import { type MessageParameters, ProgrammingError } from '#src/errors.ts';
import { createFormatters } from './formatters.ts';
import { fallbackLocale, type Locale, locales, pseudoLocale } from './locale.ts';
import { type LocaleFolder, readMessageFiles } from './message-source.ts';
import type { MessageSyntax } from './message-syntax.ts';
import { pseudoMessage } from './pseudo.ts';

export interface Messages {
  /**
   * The text of a key in a language, as plain text (whoever draws it escapes it). Dates are shown in `timeZone`, an IANA name;
   * they may be given as ISO text. Throws a ProgrammingError for an unknown key or a missing parameter.
   */
  translate(locale: Locale, key: string, parameters?: MessageParameters, timeZone?: string): string;
  has(key: string): boolean;
}

type Catalogue = ReadonlyMap<Locale, ReadonlyMap<string, MessageSyntax>>;

/** Reads every `locales` folder. Throws a ProgrammingError that lists, with file and key, all that is wrong in them. */
export function loadMessages(folders: readonly LocaleFolder[]): Messages {
  const catalogue = readCatalogue(folders);
  const compiled = new LRUCache<string, IntlMessageFormat>({ max: 10_000 });
  const compile = (locale: Locale, key: string, { elements }: MessageSyntax, timeZone: string) => {
    const id = `${locale} ${timeZone} ${key}`;
    const known = compiled.get(id);
    if (known) return known;
    const drawn = locale === pseudoLocale ? pseudoMessage(elements) : elements;
    const made = new IntlMessageFormat(drawn, locale, undefined, { formatters: createFormatters(timeZone) });
    compiled.set(id, made);
    return made;
  };
  // Most messages of a page have no parameters, and say the same each time.
  const constant = new Map<string, string>();
  return {
    has: (key) => catalogue.get(fallbackLocale)?.has(key) ?? false,
    translate(wanted, key, parameters = {}, timeZone = 'UTC') {
      const known = constant.get(`${wanted} ${key}`);
      if (known !== undefined) return known;
      const own = catalogue.get(wanted)?.get(key);
      const syntax = own ?? catalogue.get(fallbackLocale)?.get(key);
      if (!syntax)
        throw new ProgrammingError(`No message has the key ${key}. Add it to en.json and de.json of its owner.`);
      const values = valuesFor(key, syntax, parameters);
      const locale = own || wanted === pseudoLocale ? wanted : fallbackLocale;
      const text = String(compile(locale, key, syntax, timeZone).format(values));
      if (syntax.argumentNames.length === 0) constant.set(`${wanted} ${key}`, text);
      return text;
    },
  };
}

function readCatalogue(folders: readonly LocaleFolder[]): Catalogue {
  const files = folders.flatMap(readMessageFiles);
  const catalogue = new Map<Locale, Map<string, MessageSyntax>>(locales.map((locale) => [locale, new Map()]));
  for (const file of files) {
    for (const [key, syntax] of file.messages) catalogue.get(file.locale)?.set(key, syntax);
  }
  const known = catalogue.get(fallbackLocale);
  const unknown = files.flatMap(({ file, owner, messages }) =>
    [...messages.keys()]
      .filter((key) => !known?.has(key))
      .map((key) => `${file}: "${key.slice(owner.length + 1)}" is not in ${fallbackLocale}.json, which has every key`),
  );
  const problems = [...files.flatMap((file) => file.problems), ...unknown];
  if (problems.length > 0) throw new ProgrammingError(problems.join('\n'));
  return catalogue;
}

function valuesFor(key: string, { argumentNames, dateNames }: MessageSyntax, parameters: MessageParameters) {
  const values: Record<string, string | number | Date> = {};
  for (const name of argumentNames) {
    const value = parameters[name];
    if (value === undefined || value === null)
      throw new ProgrammingError(`The message ${key} needs a value for {${name}}.`);
    // Templates pass what they have; an object would be taken for parts of a rich text.
    values[name] = dateNames.has(name) ? dateFrom(key, name, value) : typeof value === 'number' ? value : String(value);
  }
  return values;
}

function dateFrom(key: string, name: string, value: string | number | boolean | Date): Date {
  const date = typeof value === 'boolean' ? new Date(Number.NaN) : new Date(value);
  if (!Number.isNaN(date.getTime())) return date;
  throw new ProgrammingError(`The message ${key} needs a date for {${name}}, not ${String(value)}.`);
}
