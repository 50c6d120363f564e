/** The columns whose new value is there and is not what stands there: nothing is overwritten with what a platform left out. */
export function changed(
  standing: Readonly<Record<string, unknown>>,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> | null {
  const entries = Object.entries(given).filter(
    ([name, value]) => value !== null && value !== undefined && !isEqual(standing[columnOf(name)], value),
  );
  return entries.length > 0 ? Object.fromEntries(entries) : null;
}

const columnOf = (property: string) => property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** `jsonb` orders the keys of objects in its own way. */
const isEqual = (one: unknown, other: unknown) => canonical(one) === canonical(other);

const canonical = (value: unknown): string =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? JSON.stringify(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : JSON.stringify(value);
