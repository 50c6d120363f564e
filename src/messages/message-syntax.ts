import { IntlMessageFormat } from 'intl-messageformat';

type Syntax = ReturnType<IntlMessageFormat['getAst']>;
export type MessageElement = Syntax[number];

/** An ICU message, parsed. */
export interface MessageSyntax {
  readonly elements: Syntax;
  /** The names of its arguments, sorted. */
  readonly argumentNames: readonly string[];
  /** Those of them that are shown as a date or a time. */
  readonly dateNames: ReadonlySet<string>;
}

type Parsed = { syntax: MessageSyntax; problem: null } | { syntax: null; problem: string };

/** Parses one message; markup in it is plain text. `problem` completes a sentence that begins with the key. */
export function parseMessage(text: string): Parsed {
  try {
    const elements = new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst();
    const named = elements.flatMap(argumentsOf);
    const argumentNames = [...new Set(named.map(({ value }) => value))].toSorted();
    const dateNames = new Set(
      named.filter(({ type }) => type === kinds.date || type === kinds.time).map(({ value }) => value),
    );
    return { syntax: { elements, argumentNames, dateNames }, problem: null };
  } catch (error) {
    return {
      syntax: null,
      problem: `is no ICU message (${error instanceof Error ? error.message : 'unknown'}): ${text}`,
    };
  }
}

/** The kinds of element that the parser numbers; its own enumeration is not exported to us. */
const kinds = { literal: 0, date: 3, time: 4, pound: 7 };

function argumentsOf(element: MessageElement): readonly { value: string; type: number }[] {
  const type: number = element.type;
  if (type === kinds.literal || type === kinds.pound || !('value' in element)) return [];
  const choices = 'options' in element ? Object.values(element.options) : [];
  return [{ value: element.value, type }, ...choices.flatMap((choice) => choice.value.flatMap(argumentsOf))];
}
