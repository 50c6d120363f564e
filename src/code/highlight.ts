import { createRequire } from 'node:module';
import { escaped, SafeHtml } from '#src/safe-html.ts';

/** Longer texts stay plain: colouring them would hold up everybody else. */
const longest = 100_000;

/** What of highlight.js is used here. Its own types bring those of a browser along, which contradict Node's. */
interface Highlighter {
  getLanguage(name: string): object | undefined;
  highlight(text: string, options: { language: string; ignoreIllegals: boolean }): { readonly value: string };
}

// Loaded by the first page that shows code, so that no start waits for it.
let loaded: Highlighter | null = null;
const highlighter = () => (loaded ??= createRequire(import.meta.url)('highlight.js/lib/common') as Highlighter);

/** Source text with a class for each kind of word; plain where the language is not known. */
export function highlight(text: string, language: string | null): SafeHtml {
  const isKnown = language !== null && text.length <= longest && highlighter().getLanguage(language) !== undefined;
  if (!isKnown) return new SafeHtml(escaped(text));
  return new SafeHtml(highlighter().highlight(text, { language, ignoreIllegals: true }).value);
}
