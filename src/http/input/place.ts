import type { FieldNode } from './field-tree.ts';
import type { Schema } from './schema-facts.ts';

/** Where in a form or a query a schema is being read. */
export interface Place {
  readonly isForm: boolean;
  readonly timeZone: string;
  readonly depth: number;
  readonly mayBeAbsent: boolean;
  readonly decode: (schema: Schema, node: FieldNode | undefined, place: Place) => unknown;
}
