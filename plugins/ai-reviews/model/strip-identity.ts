export interface Person {
  readonly name: string;
  readonly email: string | null;
}

const email = /[\p{L}\d._%+-]+@[\p{L}\d-]+(\.[\p{L}\d-]+)+/gu;
/** Where a comment begins, or a text that stands for one. */
const comment = /(#|\/\/|\/\*|^\s*\*|--|"""|''').*$/u;
const label =
  /(@?\b(?:authors?|autor(?:in)?|name|student(?:in|en)?|student ?(?:id|number|no)|matrikel(?:nummer|nr)?|matr|written by|created by|made by|von|copyright|e-?mail|group|gruppe)\b\.?\s*[:=#-]?\s*)\S.*$/iu;
const number = /\b\d{6,}\b/g;

/**
 * A text without what says who wrote it: addresses, the name of the person, and comments that look like either. Line by line, so
 * that numbers of lines stay what they are. Code itself changes only where it holds an address or the whole name.
 */
export const stripIdentity = (text: string, { name, email: own }: Person): string =>
  text
    .split('\n')
    .map((line) => stripComment(stripNames(line, { name, email: own }), name))
    .join('\n');

/** A text without addresses and the name of the person; whatever else it says stays. */
export const stripNames = (text: string, { name, email: own }: Person): string =>
  withoutName(text.replaceAll(email, '[address]'), name, own);

function withoutName(line: string, name: string, own: string | null) {
  const whole = name.trim();
  const mailbox = own?.split('@')[0] ?? '';
  const without = whole.length >= 5 ? line.replaceAll(wordLike(whole), '[person]') : line;
  return mailbox.length >= 5 ? without.replaceAll(wordLike(mailbox), '[person]') : without;
}

const stripComment = (line: string, name: string) =>
  line.replace(comment, (said) =>
    name
      .split(/[\s,.-]+/)
      .filter((part) => part.length >= 3)
      .reduce((rest, part) => rest.replaceAll(wordLike(part), '[person]'), said)
      .replace(label, '$1[removed]')
      .replaceAll(number, '[number]'),
  );

const wordLike = (text: string) =>
  new RegExp(`(?<![\\p{L}\\d])${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\d])`, 'giu');
