import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Handlebars from 'handlebars';
import type { z } from 'zod';
import { ProgrammingError } from './errors.ts';
import type { Assets } from './http/assets/assets.ts';
import type { Locale } from './messages/locale.ts';
import type { Messages } from './messages/load-messages.ts';
import { hasIcon } from './parts/icon.ts';
import { partCalls } from './parts/part-calls.ts';
import type { DrawPart } from './parts/part.ts';
import { SafeHtml } from './safe-html.ts';
import { templateCalls } from './template-calls.ts';
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
  /** Addresses of assets by their names, for `asset` and `preload` in templates; throw an Error for one that does not exist. */
  readonly assets?: Pick<Assets, 'url' | 'moduleUrls'>;
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
  handlebars.registerHelper({ ...templateCalls(messages), ...partCalls(drawPart) });
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
    render(wanted, data, { locale, timeZone, csrf = null, entrance = '', assets }) {
      const draw = drawn.get(wanted.name);
      if (!draw)
        throw new ProgrammingError(
          `There is no view ${wanted.name}. Its file is missing, or its owner is switched off.`,
        );
      return draw(data, { data: { locale, timeZone, csrf, entrance, assets } });
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
