import { z } from 'zod';

const mostLetters = 300;

const Said = z.object({
  error_description: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  error: z.string().optional().catch(undefined),
  errors: z.unknown().optional(),
});

/** What an answer says to people, as plain text of 300 letters at most: the words of an error, else those of a page. */
export function platformWords(json: unknown, text: string): string {
  const said = Said.safeParse(json).data;
  if (!said) return plain(json === undefined ? wordsOf(text) : text);
  const { error, error_description: description, message, errors } = said;
  const words = [error, description ?? message].filter(Boolean).join(': ');
  return plain(words || (errors === undefined ? '' : JSON.stringify(errors)));
}

/** Cut before it is searched: what a stranger sends decides how long searching takes. */
const wordsOf = (page: string) =>
  page
    .slice(0, 3_000)
    .replaceAll(/<(script|style|head)\b[^>]{0,200}>.*?<\/\1>/gis, ' ')
    .replaceAll(/<[^>]{0,500}>/g, ' ');

const plain = (words: string) => {
  const line = words
    .slice(0, 3_000)
    .replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
  return line.length > mostLetters ? `${line.slice(0, mostLetters)}…` : line;
};
