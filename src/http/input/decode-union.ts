import { z } from 'zod';
import { filledTexts, pickValue } from './decode-text.ts';
import type { FieldNode } from './field-tree.ts';
import type { Place } from './place.ts';
import { discriminatorValues, type Schema } from './schema-facts.ts';

type UnionDefinition = z.core.$ZodUnionDef & { readonly discriminator?: string };

/** Reads a field as the first of several schemas that takes it; as the one that the discriminator names, where there is one. */
export function decodeUnion(def: UnionDefinition, node: FieldNode, place: Place): unknown {
  const named = def.discriminator === undefined ? undefined : optionNamed(def.options, def.discriminator, node, place);
  if (named) return place.decode(named, node, place);
  let first: unknown;
  for (const option of def.options) {
    const value = place.decode(option, node, place);
    if (takes(option, value)) return value;
    first ??= value;
  }
  return first;
}

function optionNamed(options: readonly Schema[], discriminator: string, node: FieldNode, { isForm }: Place) {
  const text = filledTexts(node.children.get(discriminator)).at(-1) ?? (isForm ? 'false' : '');
  return options.find((option) => {
    const values = discriminatorValues(option, discriminator);
    return values !== undefined && values.has(pickValue(values, text));
  });
}

function takes(option: Schema, value: unknown): boolean {
  try {
    return z.safeParse(option, value).success;
  } catch {
    // A check that has to wait cannot be asked here; the whole schema will ask it.
    return true;
  }
}
