import type Handlebars from 'handlebars';
import { SafeHtml } from '#src/safe-html.ts';

/** A helper for what is the same on every page: `{{#oncePerLanguage 'name'}}…{{/oncePerLanguage}}` sees no data and is drawn once. */
export function oncePerLanguage() {
  const drawn = new Map<string, SafeHtml>();
  return (name: string, call: Handlebars.HelperOptions) => {
    const { locale } = call.data as { readonly locale: string };
    const key = `${locale} ${name}`;
    const html = drawn.get(key) ?? new SafeHtml(call.fn({}, { data: { locale } }));
    drawn.set(key, html);
    return html;
  };
}
