import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { LRUCache } from 'lru-cache';
import { freshEntityManager } from '#src/database/open-orm.ts';
import { notFound } from '#src/errors.ts';
import type { Tenant } from './scope.ts';

/** Finds what a Scope has to know of its organization; remembered for 30 seconds, because every request and job asks. */
export interface TenantDirectory {
  /** Reads through `em` when a transaction is open: it sees the rows made in it. Throws DomainError `notFound`. */
  find(id: string, em?: EntityManager): Promise<Tenant>;
  /** Throws DomainError `notFound`. */
  findBySlug(slug: string): Promise<Tenant>;
  /** Null for a host name that belongs to nobody. */
  findByHostName(hostName: string): Promise<Tenant | null>;
  /** After an organization was made or changed: every process reads it anew. Announces it, unless it was announced to us. */
  forget(id: string, heard?: 'announced'): void;
}

const columns =
  'id, slug, name, locale, time_zone as "timeZone", frame_origins as "frameOrigins", hue, logo_id as "logoId"';

interface Installed {
  /** Slug of the organization that is home to whoever belongs to no other. */
  readonly homeOrganization: string;
  /** Tells the other processes of an organization that changed. */
  readonly announce?: (id: string) => void;
}

export function createTenantDirectory(
  orm: MikroORM,
  { homeOrganization, announce = () => {} }: Installed,
): TenantDirectory {
  const remembered = new LRUCache<string, Tenant>({ max: 1000, ttl: 30_000 });
  const names = nameDirectory(orm);
  const find = async (id: string, em?: EntityManager) => {
    const known = remembered.get(id);
    if (known) return known;
    const [row] = await (em ?? freshEntityManager(orm)).execute<Omit<Tenant, 'isHome'>[]>(
      `select ${columns} from organization where id = ?`,
      [id],
    );
    if (!row) throw notFound('organization');
    const tenant = { ...row, isHome: row.slug === homeOrganization };
    remembered.set(id, tenant);
    return tenant;
  };
  return {
    find,
    async findBySlug(slug) {
      const id = await names.find('slug', slug);
      if (!id) throw notFound('organization');
      return find(id);
    },
    async findByHostName(hostName) {
      const id = await names.find('host_name', hostName.toLowerCase());
      return id ? find(id) : null;
    },
    forget(id, heard) {
      remembered.delete(id);
      // It may have a new name, or one that was looked for in vain before.
      names.clear();
      if (!heard) announce(id);
    },
  };
}

/** The ids behind names. A host name that belongs to nobody is remembered too: most requests bring one. */
function nameDirectory(orm: MikroORM) {
  const names = new LRUCache<string, { readonly id: string | null }>({ max: 1000, ttl: 30_000 });
  return {
    async find(look: 'slug' | 'host_name', name: string) {
      const key = `${look} ${name}`;
      const known = names.get(key);
      if (known) return known.id;
      const [row] = await freshEntityManager(orm).execute<{ id: string }[]>(
        `select id from find_organization_by_${look}(?)`,
        [name],
      );
      names.set(key, { id: row?.id ?? null });
      return row?.id ?? null;
    },
    clear: () => names.clear(),
  };
}
