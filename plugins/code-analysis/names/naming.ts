import { anyKind, type Rule } from '../trees/rule.ts';

/** Where names of a language come into being, and how far they reach. */
export interface Naming {
  /** Kinds of nodes in which what is declared is not seen from outside. */
  readonly scopes: readonly string[];
  /** Names that the scope around the node they stand in knows: a function's own. */
  readonly outer: readonly Rule[];
  /** Names that the scope knows in which they stand. */
  readonly inner: readonly Rule[];
  /** Names behind a dot, where the program declares them; all that have the same name count as one. */
  readonly members: readonly Rule[];
  /** Places of names behind a dot, which no variable of the same name means. */
  readonly memberUses: readonly Rule[];
}

/** A node of a kind that is the field of another: `nameIn('identifier', 'name', 'class_definition')`. */
export const nameIn = (kind: string, field: string | null, ...parents: readonly string[]): Rule => ({
  kind,
  inside: { ...anyKind(...parents), ...(field && { field }) },
});

/** The same, where patterns such as `(a, b)` may stand between. */
export const boundIn = (
  kind: string,
  field: string | null,
  parents: readonly string[],
  between: readonly string[],
): Rule => ({
  kind,
  inside: { ...anyKind(...parents), ...(field && { field }), stopBy: { not: anyKind(...between) } },
});
