import type { z } from 'zod';
import { DomainError } from '#src/errors.ts';
import { filledTexts, pickValue, readBoolean, readNumber, readOne, readString } from './decode-text.ts';
import { decodeUnion } from './decode-union.ts';
import { type FieldNode, fieldLimits, growFieldTree, leafOf } from './field-tree.ts';
import type { Place } from './place.ts';
import { definitionOf, type Schema, valuesOf } from './schema-facts.ts';
import { unwrap } from './unwrap-schema.ts';

/**
 * Reads the fields of a form as the JSON that `schema` was written for; what fits nothing stays text, for the schema to
 * refuse. Local times are read in `timeZone` (IANA). An absent checkbox is false, an absent required list is empty, an empty
 * field is absent (null where the schema allows null). Throws DomainError badRequest beyond `fieldLimits`.
 */
export function decodeForm(schema: z.ZodType, entries: Iterable<readonly [string, string]>, timeZone: string): unknown {
  return decode(schema, growFieldTree(entries), { isForm: true, timeZone, depth: 0, mayBeAbsent: false, decode });
}

/** The same for a query string, in which what is absent stays absent. */
export function decodeQuery(schema: z.ZodType, query: URLSearchParams, timeZone: string): unknown {
  return decode(schema, growFieldTree(query), { isForm: false, timeZone, depth: 0, mayBeAbsent: false, decode });
}

function decode(wrapped: Schema, node: FieldNode | undefined, place: Place): unknown {
  const { schema, isNullable, isOptional } = unwrap(wrapped, place.mayBeAbsent);
  if (!node && isNullable) return undefined;
  const value = decodeInner(schema, node, { ...place, mayBeAbsent: isOptional });
  const isCleared = value === undefined && node?.values.length && isNullable;
  return isCleared ? null : value;
}

function decodeInner(schema: Schema, node: FieldNode | undefined, place: Place): unknown {
  const def = definitionOf(schema);
  if (def.type === 'object') return decodeObject(def, node, place);
  if (def.type === 'array') return decodeArray(def.element, node, place);
  if (def.type === 'record') return decodeRecord(def, node, place);
  if (def.type === 'tuple')
    return node && def.items.map((item, index) => decode(item, itemAt(node, index), deeper(place)));
  if (def.type === 'union') return node && decodeUnion(def, node, place);
  if (def.type === 'intersection') return merge(decode(def.left, node, place), decode(def.right, node, place));
  if (def.type === 'boolean') return node ? readBoolean(node) : place.isForm ? false : undefined;
  if (def.type === 'null') return node && (readOne(node, String) ?? null);
  if (def.type === 'number') return readOne(node, readNumber);
  if (def.type === 'literal') return readOne(node, (text) => pickValue(def.values, text));
  if (def.type === 'enum') return readOne(node, (text) => pickValue(Object.values(def.entries), text));
  return readOne(node, (text) => readString(schema, text, place.timeZone));
}

function decodeObject({ shape }: z.core.$ZodObjectDef, node: FieldNode | undefined, place: Place): unknown {
  return decodeGroup(node, place, () => {
    return Object.entries(shape).map(([name, field]) => [name, decode(field, node?.children.get(name), deeper(place))]);
  });
}

function decodeRecord(
  { keyType, valueType }: z.core.$ZodRecordDef,
  node: FieldNode | undefined,
  place: Place,
): unknown {
  return decodeGroup(node, place, () => {
    // The names of an enumeration are all wanted, also those whose checkbox is not ticked.
    const names = [...(valuesOf(keyType) ?? node?.children.keys() ?? [])].map(String);
    return names.map((name) => [name, decode(valueType, node?.children.get(name), deeper(place))]);
  });
}

/** A required group that did not come is read as an empty one, so that the schema names the fields that are needed. */
function decodeGroup(node: FieldNode | undefined, place: Place, fields: () => [string, unknown][]): unknown {
  const hasFields = node !== undefined && (node.children.size > 0 || place.depth === 0);
  if (!hasFields && filledTexts(node).length > 0) return readOne(node, String);
  if (!hasFields && (place.mayBeAbsent || place.depth >= fieldLimits.depth)) return undefined;
  return Object.fromEntries(fields().filter(([, value]) => value !== undefined));
}

function decodeArray(element: Schema, node: FieldNode | undefined, place: Place): unknown {
  if (!node) return place.isForm && !place.mayBeAbsent ? [] : undefined;
  const indexes = [...node.children.keys()].filter((name) => /^(?:0|[1-9]\d*)$/.test(name)).map(Number);
  if (indexes.some((index) => index >= fieldLimits.items)) {
    throw new DomainError('badRequest', 'kernel.field.tooManyItems', { parameters: { limit: fieldLimits.items } });
  }
  const numbered = indexes.toSorted((a, b) => a - b).map((index) => node.children.get(String(index)));
  const items = [...filledTexts(node).map(leafOf), ...numbered];
  return items.map((item) => decode(element, item, deeper(place))).filter((value) => value !== undefined);
}

function itemAt(node: FieldNode, index: number): FieldNode | undefined {
  const text = node.values[index];
  return node.children.get(String(index)) ?? (text === undefined ? undefined : leafOf(text));
}

const merge = (left: unknown, right: unknown) =>
  typeof left === 'object' && typeof right === 'object' ? { ...left, ...right } : (left ?? right);

const deeper = (place: Place): Place => ({ ...place, depth: place.depth + 1, mayBeAbsent: false });
