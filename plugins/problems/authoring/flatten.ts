type Leaf = string | number | boolean | null;

/** `{ tests: [{ stdin: 'x' }] }` as fields of a form: `tests.0.stdin` is `x`. */
export const flatten = (value: unknown, name = ''): Readonly<Record<string, Leaf>> =>
  Object.fromEntries(leaves(value, name));

function leaves(value: unknown, name: string): [string, Leaf][] {
  if (typeof value !== 'object' || value === null) return [[name, value as Leaf]];
  return Object.entries(value).flatMap(([key, below]) => leaves(below, name ? `${name}.${key}` : key));
}

/** What a list in a form is called: `tests.0`, `tests.1`, … for each of which some field came. */
export function itemsIn(values: Readonly<Record<string, unknown>>, list: string): readonly string[] {
  const places = Object.keys(values).flatMap((name) =>
    name.startsWith(`${list}.`) ? [Number(name.slice(list.length + 1).split('.')[0])] : [],
  );
  return [...new Set(places)].toSorted((one, other) => one - other).map((place) => `${list}.${place}`);
}

/** What one field of a form says; nothing where it is not there. */
export const textIn = (values: Readonly<Record<string, string | readonly string[]>>, name: string): string =>
  [values[name] ?? ''].flat().join(', ');
