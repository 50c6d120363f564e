import type { z } from 'zod';
import type { PageMeta } from '../reply.ts';
import { listLinks, sortLinks, type ListLinks, type SortLink } from './list-links.ts';
import type { Filters, ListQuery, ListScope, ListSpec, Sorts } from './list-spec.ts';
import { querySchema } from './query-schema.ts';
import { readList, type ListPage, type Source } from './read-list.ts';

/** A list whose sorting and filters are declared once, for the query of its route, its SQL and its links. */
export interface List<S extends Sorts, F extends Filters> {
  /** For the route: `page` or `cursor`, `limit`, `sort_by`, `order`, and the filters [U-08][U-09]. */
  readonly query: z.ZodType<ListQuery<S, F>>;
  /** The rows and where the list stands, in at most two statements. Throws DomainError `invalid` for a broken cursor. */
  read<Row extends object>(scope: ListScope, query: ListQuery<S, F>, source: Source): Promise<ListPage<Row>>;
  links(path: string, query: ListQuery<S, F>, meta: PageMeta): ListLinks;
  /** For the heads of a table: by the name of the sort. */
  sorts(path: string, query: ListQuery<S, F>): Readonly<Record<keyof S & string, SortLink>>;
}

/** Declares a list. Only what is declared reaches SQL as text; what a reader sends picks from it or is bound. */
export function defineList<const S extends Sorts, const F extends Filters>(spec: ListSpec<S, F>): List<S, F> {
  const known = spec as unknown as ListSpec<Sorts, Filters>;
  return {
    query: querySchema(spec),
    read: (scope, query, source) => readList(known, scope, query as ListQuery, source),
    sorts: (path, query) => Object.fromEntries(sortLinks(known, path, query as ListQuery)) as never,
    links: (path, query, meta) => listLinks(known, path, query, meta),
  };
}
