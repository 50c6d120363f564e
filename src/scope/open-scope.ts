import { offersFor } from '#src/extension.ts';
import { findMigrations } from '#src/database/migration-files.ts';
import { freshEntityManager } from '#src/database/open-orm.ts';
import { lookUp } from '#src/database/look-up.ts';
import { readiness } from '#src/health.ts';
import { createScopeFiles } from '#src/files/scope-files.ts';
import { accountable } from './actor.ts';
import { recordRow } from './record-row.ts';
import type { Kernel } from './kernel.ts';
import type { InstallationScope, Scope, Tenant } from './scope.ts';
import { behind, share, type Opening, type Shared } from './shared.ts';
import { insideTenant, openUnit, transact } from './transact.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** A Scope in an organization, without a transaction: `read` and `write` work opens one around it, `steps` for each step. */
export const openScope = (kernel: Kernel, tenant: Tenant, opening: Opening): Scope =>
  tenantScope(share(kernel, opening), tenant, null);

/** A Scope of the installation, without tenant tables. */
export const openInstallationScope = (kernel: Kernel, opening: Opening): InstallationScope =>
  installationScope(share(kernel, opening), null);

export function tenantScope(shared: Shared, tenant: Tenant, unit: UnitOfWork | null): Scope {
  const { kernel } = shared;
  const scope: Scope = {
    ...commonScope(shared, tenant, unit),
    organization: tenant,
    get log() {
      return shared.log(tenant);
    },
    files: filesOf(shared, tenant, unit),
    get em() {
      return openUnit(unit).em;
    },
    async emit(event, data) {
      const parsed = event.data.parse(data);
      const listeners = kernel.plugins
        .flatMap((plugin) => plugin.on)
        .filter((subscription) => subscription.event === event.name && subscription.wants(parsed));
      // Sent together: none of them waits for the answer of another.
      await Promise.all(listeners.map(({ job }) => scope.enqueue(job, parsed as never)));
    },
    record: (entity, data) => recordRow(kernel.recordOrm, tenant.id, entity, data),
    transaction: (work, options) =>
      transact(shared, { ...options, organizationId: tenant.id }, unit, (opened) =>
        work(tenantScope(shared, tenant, opened)),
      ),
  };
  behind.set(scope, { shared, unit });
  return scope;
}

export function installationScope(shared: Shared, unit: UnitOfWork | null): InstallationScope {
  const { kernel } = shared;
  const scope: InstallationScope = {
    ...commonScope(shared, null, unit),
    organization: null,
    get log() {
      return shared.log(null);
    },
    get em() {
      return openUnit(unit).em as never;
    },
    record: (entity, data) => recordRow(kernel.recordOrm, null, entity as never, data as never),
    transaction: (work, options) =>
      transact(shared, { ...options, organizationId: null }, unit, (opened) => work(installationScope(shared, opened))),
    version: kernel.version,
    readiness: async () => readiness(kernel, findMigrations(kernel.config.root, kernel.plugins), false),
    lookUp: (name, ...keys) => lookUp(kernel.orm, name, keys),
    async within(organizationId, work) {
      const tenant = await kernel.tenants.find(organizationId, unit?.em);
      if (!unit) return work(tenantScope(shared, tenant, null));
      return insideTenant(unit, tenant.id, (opened) => work(tenantScope(shared, tenant, opened)));
    },
  };
  behind.set(scope, { shared, unit });
  return scope;
}

const filesOf = ({ kernel, actor, transactions }: Shared, tenant: Tenant, unit: UnitOfWork | null) =>
  createScopeFiles({
    store: kernel.blobs,
    keys: kernel.keys,
    organizationId: tenant.id,
    uploadedBy: accountable(actor),
    now: () => unit?.now ?? new Date(),
    em: () => openUnit(unit).em,
    isTransactionOpen: () => transactions.open > 0,
  });

function commonScope(shared: Shared, tenant: Tenant | null, unit: UnitOfWork | null) {
  const { kernel, actor, origin } = shared;
  return {
    actor,
    origin,
    locale: shared.locale ?? tenant?.locale ?? 'en',
    timeZone: shared.timeZone ?? tenant?.timeZone ?? 'UTC',
    outbound: shared.outbound,
    limits: kernel.limits,
    cache: kernel.cache,
    keys: kernel.keys,
    mails: shared.mails,
    notifications: kernel.notifications,
    tenants: kernel.tenants,
    queue: kernel.queue,
    now: () => unit?.now ?? new Date(),
    url: (path: string) => new URL(path, kernel.config.publicUrl).href,
    settings: (settings) => kernel.config.of(settings),
    afterCommit: (task: () => void | Promise<void>, once?: string) =>
      void openUnit(unit).afterCommit.set(once ?? Symbol('task'), task),
    contributions: (point) =>
      offersFor(
        point,
        kernel.plugins.flatMap((plugin) => plugin.contributes),
      ),
    enqueue: (job, data, options) =>
      kernel.queue.send({
        job,
        data,
        organizationId: tenant?.id ?? null,
        actor,
        requestId: origin.requestId,
        em: unit?.em ?? freshEntityManager(kernel.orm),
        options,
      }),
  } satisfies Partial<InstallationScope>;
}
