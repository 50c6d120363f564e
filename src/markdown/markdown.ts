import { LRUCache } from 'lru-cache';
import MarkdownIt from 'markdown-it';
import { tex } from '@mdit/plugin-tex';
import temml from 'temml';
import { highlight } from '#src/code/highlight.ts';
import { SafeHtml } from '#src/safe-html.ts';
import { cleanHtml } from './clean-html.ts';

/**
 * What people write, as markup: CommonMark with tables, mathematics between dollars as MathML, code in colours. HTML in it is
 * cleaned, and nothing of it can act, style or load.
 */
export function markdown(text: string): SafeHtml {
  const known = drawn.get(text);
  if (known) return known;
  const html = new SafeHtml(cleanHtml(renderer.render(text)));
  drawn.set(text, html);
  return html;
}

/** A class reads the same statement: a formula in it costs milliseconds. In characters, of text and markup together. */
const drawn = new LRUCache<string, SafeHtml>({
  maxSize: 4_000_000,
  sizeCalculation: (html, text) => text.length + html.toString().length + 1,
});

const renderer = new MarkdownIt({
  html: true,
  linkify: true,
  typographer: false,
  highlight: (code, language) => highlight(code, language || null).toString(),
}).use(tex, { delimiters: 'all', render: mathematics });

/** A formula that is wrong stands there as it was written. */
function mathematics(formula: string, displayMode: boolean) {
  return temml.renderToString(formula, {
    displayMode,
    throwOnError: false,
    strict: false,
    trust: false,
    maxExpand: 200,
    maxSize: [20, 20],
  });
}
