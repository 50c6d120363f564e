import { randomUUID } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Handlebars from 'handlebars';
import type { z } from 'zod';
import { ProgrammingError } from './errors.ts';
import { isLocale, type Locale } from './messages/locale.ts';
import type { Messages } from './messages/load-messages.ts';
import { hasIcon } from './parts/icon.ts';
import { partCalls } from './parts/part-calls.ts';
import type { DrawPart } from './parts/part.ts';
import { escaped, SafeHtml } from './safe-html.ts';
import { checkTemplate, type Template } from './template-check.ts';

/** A template and the shape of the data it draws. Every template is also a partial, so a fragment is only a smaller view. */
export interface View<D = unknown> {
  /** `<owner>/<path below its views folder>`, without the ending. */
  readonly name: string;
  readonly schema: z.ZodType<D>;
}

export const view = <D>(name: string, schema: z.ZodType<D>): View<D> => ({ name, schema });

export { SafeHtml };

/** A `views` folder, relative to the root, and who owns it. */
export interface ViewFolder {
  readonly owner: string;
  readonly folder: string;
}

export interface Reader {
  readonly locale: Locale;
  /** An IANA name. */
  readonly timeZone: string;
  /** The CSRF token of the reader's session, for the forms of a page. */
  readonly csrf?: string | null;
  /** `/o/<slug>` before the paths of somebody who came by it and is not signed in; `@entrance` in templates. */
  readonly entrance?: string;
}

export interface Views {
  /** Draws without validating. A view whose name ends in `.text` is plain text and escapes nothing. */
  render<D>(view: View<D>, data: D, reader: Reader): string;
}

/**
 * Reads and checks every template of the folders. Throws a ProgrammingError that lists, with the file, what is wrong: syntax,
 * a partial, helper or message that does not exist, `{{{`.
 */
export function loadViews(root: string, folders: readonly ViewFolder[], messages: Messages): Views {
  const handlebars = Handlebars.create();
  const drawPart: DrawPart = (name, data, frame) =>
    new SafeHtml((handlebars.partials[name] as HandlebarsTemplateDelegate)(data, { data: frame }));
  handlebars.registerHelper({ ...helpers(messages), ...partCalls(drawPart) });
  const templates = folders.flatMap((folder) => readTemplates(root, folder));
  const names = new Set(templates.map((template) => template.name));
  const problems = templates.flatMap((template) =>
    checkTemplate(template, {
      partials: names,
      helpers: handlebars.helpers,
      hasMessage: (key) => messages.has(key),
      hasIcon,
    }),
  );
  if (problems.length > 0) throw new ProgrammingError(problems.join('\n'));
  const drawn = new Map<string, HandlebarsTemplateDelegate>();
  for (const { name, program } of templates) {
    const draw = handlebars.compile(program, { strict: true, noEscape: name.endsWith('.text') });
    handlebars.registerPartial(name, draw);
    drawn.set(name, draw);
  }
  return {
    render(wanted, data, { locale, timeZone, csrf = null, entrance = '' }) {
      const draw = drawn.get(wanted.name);
      if (!draw)
        throw new ProgrammingError(
          `There is no view ${wanted.name}. Its file is missing, or its owner is switched off.`,
        );
      return draw(data, { data: { locale, timeZone, csrf, entrance } });
    },
  };
}

function readTemplates(root: string, { owner, folder }: ViewFolder): readonly Template[] {
  const files = globSync('**/*.hbs', { cwd: path.join(root, folder) }).toSorted();
  return files.map((below) => {
    const file = path.join(folder, below);
    const name = `${owner}/${below.slice(0, -'.hbs'.length)}`;
    try {
      return { name, file, program: Handlebars.parse(readFileSync(path.join(root, file), 'utf8')) };
    } catch (error) {
      throw new ProgrammingError(`${file}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
  });
}

const helpers = (messages: Messages) => ({
  /** The hidden field by which a plain form, posted without script, proves its session; nothing where nobody is signed in. */
  csrfField: ({ data }: Handlebars.HelperOptions) =>
    typeof data.csrf === 'string'
      ? new SafeHtml(`<input type="hidden" name="_csrf" value="${escaped(data.csrf)}">`)
      : '',
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
});
