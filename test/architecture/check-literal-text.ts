import { flattenTemplate } from './flatten-template.ts';
import { readMarkup } from './read-markup.ts';
import { parseTexts } from './parse-texts.ts';
import type { SourceFile } from './source-files.ts';

/**
 * Text that stands in a template or a page's script instead of in the languages' files. Not text: punctuation, the product's
 * name, a character reference, and what stands in an element with `translate="no"`. The guide to the parts of pages is read by
 * whoever writes them, in English.
 */
export const checkLiteralText = (files: readonly SourceFile[]): string[] => [
  ...files
    .filter(({ path }) => /^(views(?!\/styleguide)|plugins\/[^/]+\/views)\/.+\.hbs$/.test(path))
    .flatMap(inTemplate),
  ...files.filter(({ path }) => /^(views|plugins\/[^/]+\/views)\/.+\.js$/.test(path)).flatMap(inScript),
];

const hasWords = (text: string) => /\p{L}/u.test(text.replaceAll(/&#?\w+;|\bAssay\b|\bhttps?:\/\/\S*/g, ''));
const shown = (text: string) => JSON.stringify(text.trim().replaceAll(/\s+/g, ' ').slice(0, 60));

function inTemplate({ path, text }: SourceFile): string[] {
  const flat = flattenTemplate(text);
  const isText = path.endsWith('.text.hbs');
  const readings = isText ? [{ text: flat.text, at: 0 }] : readMarkup(flat.text);
  const literal = [
    ...readings.map((reading) => ({ text: reading.text, line: flat.lineAt(reading.at + firstWord(reading.text)) })),
    ...flat.handed,
  ];
  return literal
    .filter((found) => hasWords(found.text))
    .map(
      (found) =>
        `${path}:${found.line} writes ${shown(found.text)} by itself. Give it a key in en.json and de.json and draw it with {{t '…'}}, or mark a code example with translate="no".`,
    );
}

const firstWord = (text: string) => Math.max(text.search(/\p{L}/u), 0);

const inScript = (file: SourceFile) =>
  parseTexts(file)
    .filter(({ text, isForDevelopers }) => !isForDevelopers && isSentence(text))
    .map(
      ({ text, line }) =>
        `${file.path}:${line} holds the text ${shown(text)}. Let the page bring it in a <template> or an attribute, drawn with {{t '…'}}.`,
    );

/** Schemes of a header look like the beginning of a sentence. */
const schemes = new Set(['Bearer ']);

/** Selectors, class names and addresses have no capital letter before a space and no full stop at the end. */
const isSentence = (text: string) =>
  (!schemes.has(text) && /^\s*\p{Lu}\p{L}*[,:]?\s+(\p{L}|$)/u.test(text)) || /\p{L}{2}[.?!…]$/u.test(text.trim());
