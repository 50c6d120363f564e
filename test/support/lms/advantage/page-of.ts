/** A piece of a list, and where it lies in it. */
export interface PageOf<Item> {
  readonly items: readonly Item[];
  readonly from: number;
  readonly limit: number;
  readonly total: number;
}

/** `limit` 0 or null means everything. */
export const pageOf = <Item>(all: readonly Item[], from: number, limit: number | null): PageOf<Item> => ({
  items: limit ? all.slice(from, from + limit) : all,
  from,
  limit: limit ?? 0,
  total: all.length,
});

/** An address with parameters added to those that it has; null takes one away. */
export function withQuery(url: string, parameters: Readonly<Record<string, string | number | null | undefined>>) {
  const changed = new URL(url);
  for (const [name, value] of Object.entries(parameters))
    if (value === null || value === undefined) changed.searchParams.delete(name);
    else changed.searchParams.set(name, String(value));
  return changed.href;
}

/** A whole number from a query; null where there is none or none of a kind. */
export function numberIn(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : null;
  return number;
}
