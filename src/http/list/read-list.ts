import type { RawQueryFragment } from '@mikro-orm/core';
import { invalid } from '#src/errors.ts';
import type { PageMeta } from '../reply.ts';
import { readCursor, writeCursor } from './cursor.ts';
import type { Filters, ListQuery, ListScope, ListSpec, Sort, Sorts } from './list-spec.ts';

/** Where the rows come from, in SQL of ours; values are bound by MikroORM's `sql`. */
export interface Source {
  /** What stands between `select` and `from`. */
  readonly select: string;
  /** Table and joins. */
  readonly from: string;
  /** What every reader is restricted to, beside the organization. */
  readonly where?: RawQueryFragment;
}

export interface ListPage<Row> {
  readonly rows: readonly Row[];
  readonly meta: PageMeta;
}

type Marked<Row> = Row & { readonly list_id: string; readonly list_value: string | null };

/** The rows of a page with their total, in two statements, or those behind a cursor, in one. */
export async function readList<Row extends object>(
  spec: ListSpec<Sorts, Filters>,
  scope: ListScope,
  query: ListQuery,
  { select, from, where }: Source,
): Promise<ListPage<Row>> {
  const { page, limit, cursor, order } = query;
  const sort = spec.sorts[query.sort_by]!;
  const place = cursor === undefined ? null : readCursor(cursor, { scope, sort, order });
  if (place && page !== undefined) throw invalid({ field: 'cursor', key: 'kernel.field.pageOrCursor' });
  const wanted = [...(where ? [where] : []), ...conditions(spec.filters, query)];
  const behind = place ? [beyond(spec.id, sort, order, [place.value, place.id])] : [];
  const offset = ((page ?? 1) - 1) * limit;
  const found = await scope.em.execute<Marked<Row>[]>(
    `select ${select}, (${spec.id})::text as list_id, (${sort.column})::text as list_value from ${from}` +
      `${allOf([...wanted, ...behind])} order by ${sort.column} ${order}, ${spec.id} ${order} limit ? offset ?`,
    [...valuesOf([...wanted, ...behind]), limit + 1, offset],
  );
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1)! : null;
  const next = last && writeCursor({ value: last.list_value, id: last.list_id }, { scope, sort, order });
  const isCounted = !place && spec.isCounted !== false;
  const meta = !isCounted ? { limit, cursor: next } : { ...(await count(scope, from, wanted, query)), cursor: next };
  return { rows: rows.map(unmarked), meta };
}

const conditions = (filters: Filters, query: Readonly<Record<string, unknown>>) =>
  Object.entries(filters).flatMap(([name, filter]) =>
    query[name] === undefined ? [] : [filter.where(query[name] as never)],
  );

/** The rows that follow a row in an order; a row comparison, which an index on (column, id) answers. */
const beyond = (id: string, { column, type }: Sort, order: ListQuery['order'], params: readonly string[]) => ({
  sql: `(${column}, ${id}) ${order === 'asc' ? '>' : '<'} (?::${type}, ?::uuid)`,
  params,
});

interface Condition {
  readonly sql: string;
  readonly params: readonly unknown[];
}

const allOf = (wanted: readonly Condition[]) =>
  wanted.length > 0 ? ` where ${wanted.map(({ sql }) => `(${sql})`).join(' and ')}` : '';

const valuesOf = (wanted: readonly Condition[]) => wanted.flatMap(({ params }) => params);

async function count({ em }: ListScope, from: string, wanted: readonly Condition[], { page = 1, limit }: ListQuery) {
  const [row] = await em.execute<{ total: number }[]>(
    `select count(*)::int as total from ${from}${allOf(wanted)}`,
    valuesOf(wanted),
  );
  const { total } = row!;
  return { page, limit, total, pages: Math.ceil(total / limit) };
}

function unmarked<Row extends object>({ list_id: _id, list_value: _value, ...row }: Marked<Row>): Row {
  return row as never;
}
