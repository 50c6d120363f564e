import { LRUCache } from 'lru-cache';
import { escaped, SafeHtml } from '#src/safe-html.ts';
import { attributes } from './attributes.ts';

export interface Pictured {
  readonly name: string;
  /** Address of the picture; null where there is none. */
  readonly avatarUrl: string | null;
}

/** A person's picture, else their initials; silent, because their name stands beside it. */
export function avatar({ name, avatarUrl }: Pictured): SafeHtml {
  const picture = { class: 'avatar', src: avatarUrl, alt: '', width: 32, height: 32, loading: 'lazy' };
  return avatarUrl
    ? new SafeHtml(`<img${attributes(picture).toString()}>`)
    : new SafeHtml(`<span class="avatar" aria-hidden="true">${escaped(initialsOf(name))}</span>`);
}

/** Finding where a letter ends takes longer than anything else in a page. */
const known = new LRUCache<string, string>({ max: 1_000 });

function initialsOf(name: string) {
  const found = known.get(name) ?? initials(name);
  known.set(name, found);
  return found;
}

/** Of the first and the last word: *Emmy Noether* is EN, *Plato* is P. */
function initials(name: string) {
  const words = name.trim().split(/\s+/u);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word) => firstLetter(word ?? '')).join('');
}

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });

const firstLetter = (word: string) => {
  const [first] = letters.segment(word);
  return (first?.segment ?? '').toLocaleUpperCase('en');
};
