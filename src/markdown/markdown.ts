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
export const markdown = (text: string): SafeHtml => new SafeHtml(cleanHtml(renderer.render(text)));

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
