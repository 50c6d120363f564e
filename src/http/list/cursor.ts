import { z } from 'zod';
import { invalid, ProgrammingError } from '#src/errors.ts';
import type { ListQuery, ListScope, Sort } from './list-spec.ts';

const purpose = 'list-cursor';

/** The last row that a reader has seen: it stays where it is when others come before it. */
export interface Place {
  /** Of the sorted column, as PostgreSQL writes it: a timestamp keeps its microseconds. */
  readonly value: string;
  readonly id: string;
}

/** What a cursor belongs to; sorted otherwise, or in another organization, it leads nowhere. */
interface Order {
  readonly scope: ListScope;
  readonly sort: Sort;
  readonly order: ListQuery['order'];
}

const Written = z.tuple([z.string(), z.string(), z.string()]);

/** The place as one word for an address: JSON in base64url [U-08], signed, so that what comes back is what PostgreSQL wrote. */
export function writeCursor({ value, id }: { value: string | null; id: string }, order: Order): string {
  if (value === null)
    throw new ProgrammingError(
      `A list is sorted by ${order.sort.column}, which is null in a row: wrap it in coalesce.`,
    );
  const signature = order.scope.keys.sign(purpose, signed({ value, id }, order));
  return Buffer.from(JSON.stringify([value, id, signature])).toString('base64url');
}

/** Throws DomainError `invalid` for anything that `writeCursor` did not write for this order. */
export function readCursor(cursor: string, order: Order): Place {
  const [value, id, signature] = partsOf(cursor) ?? [];
  if (value === undefined || id === undefined || signature === undefined) throw broken();
  if (!order.scope.keys.verify(purpose, signed({ value, id }, order), signature)) throw broken();
  return { value, id };
}

function partsOf(cursor: string) {
  try {
    return Written.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString())).data;
  } catch {
    return undefined;
  }
}

const signed = ({ value, id }: Place, { scope, sort, order }: Order) =>
  JSON.stringify([scope.organization?.id ?? null, sort.column, sort.type, order, value, id]);

const broken = () => invalid({ field: 'cursor', key: 'kernel.field.cursor' });
