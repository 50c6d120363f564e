import { z } from 'zod';
import { ProgrammingError } from '#src/errors.ts';
import { defaultLimit, type Filters, type ListQuery, type ListSpec, type Sorts } from './list-spec.ts';

/** Far enough for any reader; farther, PostgreSQL would count beyond its numbers. */
const maxPage = 1_000_000;

/** The query of a route that lists: the filters, a page or a cursor, and the order [U-08][U-09]. */
export function querySchema<S extends Sorts, F extends Filters>(spec: ListSpec<S, F>): z.ZodType<ListQuery<S, F>> {
  const { sorts, defaultSort, defaultOrder = 'asc', usualLimit = defaultLimit, maxLimit = 100 } = spec;
  const paging = {
    page: z.int().min(1).max(maxPage).optional(),
    limit: z.int().min(1).max(maxLimit).default(Math.min(usualLimit, maxLimit)),
    cursor: z.string().max(2000).optional(),
    sort_by: z.enum(Object.keys(sorts) as [string, ...string[]]).default(defaultSort),
    order: z.enum(['asc', 'desc']).default(defaultOrder),
  };
  const taken = Object.keys(spec.filters).find((name) => Object.hasOwn(paging, name));
  if (taken)
    throw new ProgrammingError(`A list has no room for a filter named ${taken}: that name says where to read.`);
  const filters = Object.entries(spec.filters).map(([name, { schema }]) => [name, schema.optional()] as const);
  return z.object({ ...Object.fromEntries(filters), ...paging }) as never;
}
