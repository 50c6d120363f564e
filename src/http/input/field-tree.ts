import { DomainError } from '#src/errors.ts';
import { refuseUnstorableText } from './storable-text.ts';

/** What a form or a query sent under one name: its own texts, and what stands behind a further dot. */
export interface FieldNode {
  readonly values: string[];
  readonly children: Map<string, FieldNode>;
}

export const fieldLimits = { fields: 1_000, depth: 8, items: 1_000 } as const;

/**
 * Sorts `tests.0.stdin=x` into a tree. Names that no schema can have are dropped (`a..b`, `__proto__`).
 * Throws DomainError badRequest for more than 1,000 fields, a name of more than 8 parts, a text that cannot be stored.
 */
export function growFieldTree(entries: Iterable<readonly [string, string]>): FieldNode {
  const root = newNode();
  let count = 0;
  for (const [name, value] of entries) {
    count += 1;
    if (count > fieldLimits.fields) throw tooManyFields();
    const parts = name.split('.', fieldLimits.depth + 1);
    if (parts.length > fieldLimits.depth) {
      throw new DomainError('badRequest', 'kernel.field.tooDeep', { parameters: { limit: fieldLimits.depth } });
    }
    if (parts.some(isNoName)) continue;
    refuseUnstorableText(name);
    refuseUnstorableText(value);
    place(root, parts).values.push(value);
  }
  return root;
}

/** A leaf, for one text out of several. */
export const leafOf = (value: string): FieldNode => ({ values: [value], children: new Map() });

export const tooManyFields = () =>
  new DomainError('badRequest', 'kernel.field.tooMany', { parameters: { limit: fieldLimits.fields } });

const newNode = (): FieldNode => ({ values: [], children: new Map() });

const isNoName = (part: string) =>
  part === '' || part === '__proto__' || part === 'constructor' || part === 'prototype';

function place(root: FieldNode, parts: readonly string[]): FieldNode {
  let node = root;
  for (const part of parts) {
    const child = node.children.get(part) ?? newNode();
    node.children.set(part, child);
    node = child;
  }
  return node;
}
