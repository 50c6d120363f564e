/** A piece of markup that people read or hear, and where it begins. */
export interface Reading {
  readonly text: string;
  readonly at: number;
}

const token =
  /<!--[\s\S]*?-->|<![^>]*>|<(style|script)\b[\s\S]*?<\/\1>|<\/?[a-zA-Z][\w:-]*(?:[^<>"']|"[^"]*"|'[^']*')*>|[^<]+|</g;
const attribute = /([^\s"'=<>/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const read = new Set([
  'title',
  'placeholder',
  'alt',
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'label',
]);

/** The texts and read attributes of markup, without what stands in an element with `translate="no"`, in style or in script. */
export function readMarkup(markup: string): Reading[] {
  const found: Reading[] = [];
  let untranslated: { readonly name: string; depth: number } | null = null;
  for (const { 0: piece, index } of markup.matchAll(token)) {
    const name = /^<\/?([a-zA-Z][\w:-]*)/.exec(piece)?.[1] ?? null;
    if (untranslated) {
      if (name === untranslated.name) untranslated.depth += piece.startsWith('</') ? -1 : 1;
      if (untranslated.depth === 0) untranslated = null;
    } else if (name === null) {
      if (!piece.startsWith('<!')) found.push({ text: piece, at: index });
    } else if (!/^<(style|script)\b/i.test(piece)) {
      if (/\stranslate=["']no["']/.test(piece)) untranslated = { name, depth: 1 };
      found.push(...readAttributes(name, piece, index));
    }
  }
  return found;
}

function readAttributes(element: string, tag: string, start: number): Reading[] {
  const attributes = [...tag.matchAll(attribute)].map(({ 1: name = '', 2: double, 3: single, index }) => {
    return { name: name.toLowerCase(), text: double ?? single ?? '', at: start + index };
  });
  const isButton = attributes.some(({ name, text }) => name === 'type' && /^(submit|button|reset)$/.test(text));
  const isSummary = attributes.some(
    ({ name, text }) => /^(name|property)$/.test(name) && /(description|title)$/.test(text),
  );
  return attributes.filter(
    ({ name }) =>
      read.has(name) ||
      (name === 'value' && element === 'input' && isButton) ||
      (name === 'content' && element === 'meta' && isSummary),
  );
}
