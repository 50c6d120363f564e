import { resolveNames } from '../names/resolve-names.ts';
import type { Leaf, Part, Tree } from './open-tree.ts';

/** A token without its author: own names are numbered, in the order in which the program first says them. */
export interface Token {
  readonly text: string;
  /** What remains when names and values do not count: `name`, `number`, `string`, else the text. */
  readonly shape: string;
  /** From 1. */
  readonly line: number;
}

/** A tree in the order of its text: brackets `(kind` and `)` around what belongs together, and tokens. */
export type NormalPart = string | Token;

/**
 * Leaves out comments, white space, the documentation of Python and what a language lets people leave out. Names in `called`
 * stay as they are.
 */
export function normalise(tree: Tree, called: ReadonlySet<string> = new Set()): readonly NormalPart[] {
  const names = resolveNames(tree, called);
  const numbers = new Map<object, number>();
  const isScript = tree.language === 'javascript' || tree.language === 'typescript';
  const quotesAreEqual = isScript || tree.language === 'python';
  return withoutDocumentation(tree.parts).flatMap((part): readonly NormalPart[] => {
    if ('open' in part) return [`(${part.open}`];
    if ('close' in part) return [')'];
    if (isScript && part.text === ';' && part.parent !== 'for_statement') return [];
    const meant = names.get(part.id);
    if (!meant) return [{ text: quotesAreEqual ? plainQuote(part) : part.text, shape: shapeOf(part), line: part.line }];
    const number = numbers.get(meant) ?? numbers.size;
    numbers.set(meant, number);
    return [{ text: `$${number}`, shape: 'name', line: part.line }];
  });
}

export const tokensOf = (parts: readonly NormalPart[]): readonly Token[] =>
  parts.filter((part) => typeof part !== 'string');

const plainQuote = ({ kind, text, parent }: Leaf) =>
  parent === 'string' && kind !== 'string_content' && kind !== 'string_fragment' ? text.replaceAll("'", '"') : text;

const numbered =
  /^(integer|float|number|int_literal|float_literal|number_literal|integer_literal)$|_(integer|floating_point)_literal$/;
const written = /^(string_content|string_fragment|character|interpreted_string_literal(_content)?|raw_string_literal)$/;

function shapeOf({ kind, text }: Leaf) {
  if (numbered.test(kind)) return 'number';
  return written.test(kind) ? 'string' : text;
}

/** In Python a text that nobody uses is what other languages call a comment. */
function withoutDocumentation(parts: readonly Part[]): readonly Part[] {
  const isOpen = (part: Part | undefined, kind: string) => part !== undefined && 'open' in part && part.open === kind;
  const isClose = (part: Part | undefined, kind: string) =>
    part !== undefined && 'close' in part && part.close === kind;
  const kept: Part[] = [];
  for (let at = 0; at < parts.length; at++) {
    if (isOpen(parts[at], 'expression_statement') && isOpen(parts[at + 1], 'string')) {
      const end = parts.findIndex((part, index) => index > at && isClose(part, 'string'));
      if (isClose(parts[end + 1], 'expression_statement')) {
        at = end + 1;
        continue;
      }
    }
    kept.push(parts[at]!);
  }
  return kept;
}
