import { randomUUID } from 'node:crypto';
import type Handlebars from 'handlebars';
import { ProgrammingError, type MessageParameters } from './errors.ts';
import type { Messages } from './messages/load-messages.ts';
import { isLocale, type Locale } from './messages/locale.ts';
import { oncePerLanguage } from './parts/once-per-language.ts';
import { escaped, SafeHtml } from './safe-html.ts';

const assetCalls = {
  /** What a part needs beside the usual script and style comes with it, also into a page that swaps have put together. */
  asset: (name: string, { data }: Handlebars.HelperOptions) => data.assets.url(name),
  /** A module that a script will import, fetched with all that it imports itself, while the page is still read. */
  preload: (name: string, { data }: Handlebars.HelperOptions) =>
    new SafeHtml(
      data.assets
        .moduleUrls(name)
        .map((url: string) => `<link rel="modulepreload" href="${escaped(url)}">`)
        .join(''),
    ),
};

/** What every template may call, beside the parts. */
export const templateCalls = (messages: Messages) => ({
  /** The hidden field by which a plain form, posted without script, proves its session; nothing where nobody is signed in. */
  csrfField: ({ data }: Handlebars.HelperOptions) =>
    typeof data.csrf === 'string'
      ? new SafeHtml(`<input type="hidden" name="_csrf" value="${escaped(data.csrf)}">`)
      : '',
  ...assetCalls,
  oncePerLanguage: oncePerLanguage(),
  /** For the hidden field of a form that creates: sent twice, it creates once. */
  newKey: () => randomUUID(),
  /** Whether a part was given a block; `#if` would draw the block to find out. */
  given: (block: unknown, _call: unknown) => block !== undefined,
  concat: (...values: readonly unknown[]) => values.slice(0, -1).join(''),
  or: (...values: readonly unknown[]) => values.slice(0, -1).find(Boolean) ?? false,
  eq: (one: unknown, other: unknown) => one === other,
  /** An address elsewhere with more in its query: `(withQuery url message=(t '…'))`. */
  withQuery: (address: string, { hash }: Handlebars.HelperOptions) => {
    const url = new URL(address);
    for (const [name, value] of Object.entries(hash)) url.searchParams.set(name, String(value));
    return url.href;
  },
  /** What a field may be, for its `options`: `(list (option 'light' (t '…')) …)`. */
  list: (...values: readonly unknown[]) => values.slice(0, -1),
  option: (value: string, label: string, { hash }: Handlebars.HelperOptions) => ({ value, label, hint: hash.hint }),
  /** The key of one of several texts, by a value of the data: `(t (key 'kernel.state' state))`. */
  key: (...words: readonly unknown[]) => words.slice(0, -1).join('.'),
  /** What a field may be, of values: each with the text `<prefix>.<value>` and, where there is one under `….hint`, what it means. */
  choices: (values: readonly string[], prefix: string, { data }: Handlebars.HelperOptions) => {
    const { locale }: { locale: Locale } = data;
    const say = (key: string) => messages.translate(locale, key);
    return values.map((value) => {
      const key = `${prefix}.${value}`;
      return { value, label: say(key), hint: messages.has(`${key}.hint`) ? say(`${key}.hint`) : null };
    });
  },
  /** Plain text, which Handlebars then escapes whole, parameters and all. */
  t: (key: string, { hash, data }: Handlebars.HelperOptions) => {
    const { locale, timeZone }: { locale: string; timeZone: string } = data;
    if (!isLocale(locale))
      throw new ProgrammingError(`A view was drawn without a language, which the message ${key} needs.`);
    return messages.translate(locale, key, hash, timeZone);
  },
  /** A text of which the data hold both key and parameters. */
  say: ({ key, parameters }: Saying, { data }: Handlebars.HelperOptions) => {
    const { locale, timeZone }: { locale: Locale; timeZone: string } = data;
    return messages.translate(locale, key, parameters, timeZone);
  },
});

interface Saying {
  readonly key: string;
  readonly parameters: MessageParameters;
}
