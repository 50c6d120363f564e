import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { LRUCache } from 'lru-cache';
import { freshEntityManager } from '#src/database/open-orm.ts';
import { notFound } from '#src/errors.ts';
import type { Tenant } from './scope.ts';

/** Finds what a Scope has to know of its organization; remembered for 30 seconds, because every job asks. */
export interface TenantDirectory {
  /** Reads through `em` when a transaction is open: it sees the rows made in it. */
  find(id: string, em?: EntityManager): Promise<Tenant>;
  forget(id: string): void;
}

export function createTenantDirectory(orm: MikroORM): TenantDirectory {
  const remembered = new LRUCache<string, Tenant>({ max: 1000, ttl: 30_000 });
  return {
    async find(id, em = freshEntityManager(orm)) {
      const known = remembered.get(id);
      if (known) return known;
      const [row] = await em.execute<Tenant[]>(
        'select id, slug, name, locale, time_zone as "timeZone" from organization where id = ?',
        [id],
      );
      if (!row) throw notFound('organization');
      remembered.set(id, row);
      return row;
    },
    forget: (id) => void remembered.delete(id),
  };
}
