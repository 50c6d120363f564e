import type { Locale } from '#src/messages/locale.ts';
import type { SafeHtml } from '#src/safe-html.ts';

/** For whom a template is drawn, as Handlebars hands it to helpers. */
export interface Frame {
  readonly locale: Locale;
  readonly timeZone: string;
}

/** Draws a template of the kernel inside the one that is being drawn; how a helper leaves its markup to a template. */
export type DrawPart = (name: string, data: object, frame: Frame) => SafeHtml;

/** What stands behind the positional arguments of a helper in a template. */
export type Options = Readonly<Record<string, unknown>>;

/** An option as text; an empty one counts as none. */
export function textOf(options: Options, name: string): string | null {
  const value = options[name];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}
