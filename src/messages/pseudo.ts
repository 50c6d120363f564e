import type { MessageElement } from './message-syntax.ts';

/**
 * A message as the pseudo-locale draws it: `Sign in` → `⟦Šîîǧñ îîñ⟧`. Literal text grows by two fifths and gets accents, so that
 * what is too narrow for other languages is seen, and the brackets show where a message begins and ends: text without them
 * is in no file of messages. Arguments, plurals and choices stay what they are.
 */
export const pseudoMessage = (elements: readonly MessageElement[]): MessageElement[] => [
  literal('⟦'),
  ...elements.map(lengthened),
  literal('⟧'),
];

const literalType: number = 0;
const literal = (value: string) => ({ type: literalType, value }) as MessageElement;

function lengthened(element: MessageElement): MessageElement {
  const type: number = element.type;
  if (type === literalType && 'value' in element) return literal(longer(element.value));
  if (!('options' in element)) return element;
  const options = Object.entries(element.options).map(([name, choice]) => [
    name,
    { ...choice, value: choice.value.map(lengthened) },
  ]);
  return { ...element, options: Object.fromEntries(options) };
}

const growth = 0.4;

/** Vowels are doubled first, because longer words break a line where more words would not. */
function longer(text: string) {
  let missing = Math.ceil(text.trim().length * growth);
  const grown = text.split('').map((letter) => {
    const accented = accents[letter] ?? letter;
    if (missing <= 0 || !/[aeiou]/i.test(letter)) return accented;
    missing -= 1;
    return accented + (accents[letter.toLowerCase()] ?? '');
  });
  const end = /\s*$/.exec(text)?.[0] ?? '';
  return grown.join('').slice(0, end ? -end.length : undefined) + '~'.repeat(Math.max(missing, 0)) + end;
}

const plain = 'abcdefghijklmnoprstuwyzABCDEFGHIJKLMNOPRSTUWYZ';
const accented = 'àƀçďéƒǧĥîĵķļɱñöþŕšţüŵýžÀƁÇĎÉƑǦĤÎĴĶĻṀÑÖÞŔŠŢÜŴÝŽ';
const accents: Readonly<Record<string, string>> = Object.fromEntries(
  plain.split('').map((letter, index) => [letter, accented[index] ?? letter]),
);
