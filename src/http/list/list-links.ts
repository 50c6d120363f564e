import type { PageMeta } from '../reply.ts';
import { defaultLimit, type Filters, type ListQuery, type ListSpec, type Sorts } from './list-spec.ts';

/** Paths to the pages beside this one, with the same filters and order; null where there is none. */
export interface ListLinks {
  readonly next: string | null;
  readonly previous: string | null;
}

/** For the head of a column: where a click leads, and how it is sorted now; null where it is not. */
export interface SortLink {
  readonly path: string;
  readonly order: 'asc' | 'desc' | null;
}

/** A column that is sorted already is turned around. */
export function sortLinks(spec: ListSpec<Sorts, Filters>, path: string, query: ListQuery) {
  const { page: _page, cursor: _cursor, ...kept } = query;
  return Object.keys(spec.sorts).map((name): [string, SortLink] => {
    const isSorted = query.sort_by === name;
    const order = isSorted && query.order === 'asc' ? 'desc' : 'asc';
    const asked = search(withoutDefaults(spec, { ...kept, sort_by: name, order }));
    return [name, { path: asked ? `${path}?${asked}` : path, order: isSorted ? query.order : null }];
  });
}

/** By page where the list was read by page. Behind a cursor only `next` is known: the way back is the browser's. */
export function listLinks(
  spec: ListSpec<Sorts, Filters>,
  path: string,
  query: ListQuery,
  { page, pages, cursor }: PageMeta,
): ListLinks {
  const { page: _page, cursor: _cursor, ...kept } = query;
  const to = (place: Record<string, unknown>) => `${path}?${search({ ...withoutDefaults(spec, kept), ...place })}`;
  if (page === undefined || pages === undefined) return { next: cursor ? to({ cursor }) : null, previous: null };
  return {
    next: page < pages ? to({ page: page + 1 }) : null,
    previous: page > 1 ? to({ page: Math.min(page - 1, Math.max(pages, 1)) }) : null,
  };
}

const withoutDefaults = (
  { defaultSort, defaultOrder = 'asc', usualLimit = defaultLimit }: ListSpec<Sorts, Filters>,
  query: object,
) =>
  Object.fromEntries(
    Object.entries(query).filter(
      ([name, value]) =>
        !(name === 'limit' && value === usualLimit) &&
        !(name === 'sort_by' && value === defaultSort) &&
        !(name === 'order' && value === defaultOrder),
    ),
  );

function search(values: Readonly<Record<string, unknown>>) {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values))
    for (const one of [value].flat() as (string | number | boolean | null | undefined)[])
      if (one !== undefined && one !== null) params.append(name, String(one));
  return params.toString();
}
