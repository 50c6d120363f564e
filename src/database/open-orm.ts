import { MikroORM, type Options } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import type { Entity } from '#src/plugin.ts';
import { beginWithFirstStatement } from './begin-with-first.ts';
import { corkTurns, forgiveRollback, idleTimeoutMillis, prepareStatements } from './pooled-client.ts';
import { completeTenantEntity, hasOrganization, tenantFilter } from './tenancy.ts';

export interface OrmOptions {
  readonly url: string;
  readonly entities: readonly Entity[];
  /** Connections at most. */
  readonly connections: number;
  readonly warn: (message: string) => void;
  readonly extra?: Partial<Options>;
}

/** Opens MikroORM with the tenant filter on every entity that has an organization. A query without a tenant throws. */
export async function openOrm({ url, entities, connections, warn, extra = {} }: OrmOptions) {
  const orm = await MikroORM.init({
    clientUrl: url,
    entities: entities as never,
    pool: { min: 0, max: connections },
    driverOptions: {
      connectionTimeoutMillis: 10_000,
      application_name: 'assay',
      keepAlive: true,
      idleTimeoutMillis,
      pipeline: true,
      onPoolCreated: (pool: Pool) => guardPool(pool, warn),
    },
    discovery: { warnWhenNoEntities: false, onMetadata: completeTenantEntity },
    schemaGenerator: {
      ignorePolicies: true,
      ignoreTriggers: true,
      ignoreRoutines: true,
      ignoreSchema: ['pgboss'],
      skipTables: ['mikro_orm_migrations'],
    },
    ensureDatabase: false,
    preferTs: true,
    ...extra,
  });
  const restricted = [...orm.getMetadata().getAll().values()].filter(hasOrganization).map((meta) => meta.class);
  orm.em.addFilter({
    name: tenantFilter,
    cond: (tenant: { id: string }) => ({ organizationId: tenant.id }),
    entity: restricted as never,
  });
  return orm;
}

/** A restarted PostgreSQL breaks every connection at once; without a listener each would end the process. */
function guardPool(pool: Pool, warn: (message: string) => void) {
  pool.on('error', (error: Error) => warn(`PostgreSQL connection lost: ${error.message}`));
  pool.on('connect', (client) => {
    corkTurns(client);
    forgiveRollback(client);
    prepareStatements(client);
    beginWithFirstStatement(client);
  });
}

/**
 * An entity manager that has nothing to do with a transaction around the caller. MikroORM's plain `orm.em.fork()` would
 * take over the filter parameters, and so the organization, of that transaction.
 */
export const freshEntityManager = (orm: MikroORM) => orm.em.fork({ disableContextResolution: true });
