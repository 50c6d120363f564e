import { partialParse } from 'openai/_vendor/partial-json-parser/parser';
import { z } from 'zod';
import { ModelAnswer } from './model-answer.ts';

const { summary, strengths, improvements, suggestions, conceptualErrors, complexity, resources } = ModelAnswer.shape;

/** Of a list, those that are whole. */
const whole = <T>(list: z.ZodArray<z.ZodType<T>>) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((values) => values.flatMap((value) => list.element.safeParse(value).data ?? []) as T[]);

/** The parts of an answer that are whole, of one that is still coming. */
const AnswerSoFar = z.object({
  summary: summary.nullable().catch(null),
  strengths: whole(strengths),
  improvements: whole(improvements),
  suggestions: whole(suggestions),
  conceptualErrors: whole(conceptualErrors),
  complexity: complexity.catch(null),
  resources: whole(resources),
});
export type AnswerSoFar = z.output<typeof AnswerSoFar>;

/**
 * Follows a growing JSON text: given each piece of it, tells what is whole so far, or null where that has not changed. A text
 * that has begun and not ended is no part of it.
 */
export function followAnswer(): (piece: string) => AnswerSoFar | null {
  let text = '';
  let end = 0;
  let isInside = false;
  let isEscaped = false;
  return (piece) => {
    const before = end;
    for (const letter of piece) {
      text += letter;
      if (isEscaped) isEscaped = false;
      else if (isInside && letter === '\\') isEscaped = true;
      else if (letter === '"') isInside = !isInside;
      if (!isInside && '"}]'.includes(letter)) end = text.length;
    }
    return end === before ? null : read(text.slice(0, end));
  };
}

/** What is no JSON is found out at the end, when all of it is there. */
function read(text: string): AnswerSoFar | null {
  try {
    return AnswerSoFar.safeParse(partialParse(text)).data ?? null;
  } catch {
    return null;
  }
}
