import type { RawQueryFragment } from '@mikro-orm/core';
import type { z } from 'zod';
import type { InstallationScope, Scope } from '#src/scope/scope.ts';

/** What a list can be sorted by. `column` is SQL of ours that is never null; what a reader sends only picks one by its name. */
export interface Sort {
  readonly column: string;
  readonly type: 'text' | 'timestamptz' | 'date' | 'int' | 'bigint' | 'numeric' | 'double precision';
}

/** What a list can be narrowed by: what may be asked, and the condition that it becomes. */
export interface Filter<T extends z.ZodType = z.ZodType> {
  readonly schema: T;
  where(value: z.output<T>): RawQueryFragment;
}

/** ``filterBy(z.string().max(100), (text) => sql`position(${text} in title) > 0`)`` with MikroORM's `sql`, which binds the value. */
export const filterBy = <T extends z.ZodType>(
  schema: T,
  where: (value: z.output<T>) => RawQueryFragment,
): Filter<T> => ({
  schema,
  where,
});

export type Sorts = Readonly<Record<string, Sort>>;
// The condition of each filter takes what its own schema makes, so no narrower type holds all of them.
export type Filters = Readonly<Record<string, { readonly schema: z.ZodType; where(value: never): RawQueryFragment }>>;

export interface ListSpec<S extends Sorts, F extends Filters> {
  /** SQL of the rows' id, a UUID: it orders what is equal otherwise. */
  readonly id: string;
  readonly sorts: S;
  readonly defaultSort: keyof S & string;
  /** Default `asc`. */
  readonly defaultOrder?: 'asc' | 'desc';
  readonly filters: F;
  /** Default true. A table that only grows is not counted at each look: its list has no total and goes on by cursor. */
  readonly isCounted?: boolean;
  /** Rows of a page where nobody asks for a number. Default 20. */
  readonly usualLimit?: number;
  /** Default 100. */
  readonly maxLimit?: number;
}

/** Of an organization or of the installation; in an open transaction. */
export type ListScope = Pick<Scope | InstallationScope, 'em' | 'keys' | 'organization'>;

/** What a reader asked of a list [U-08][U-09]. */
export type ListQuery<S extends Sorts = Sorts, F extends Filters = Filters> = {
  readonly page?: number | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly sort_by: keyof S & string;
  readonly order: 'asc' | 'desc';
} & { readonly [K in keyof F]?: z.output<F[K]['schema']> | undefined };

export const defaultLimit = 20;
