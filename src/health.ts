import { pendingMigrations } from './database/run-migrations.ts';
import type { MigrationFile } from './database/migration-files.ts';
import { extensionPoint, offersFor } from './extension.ts';
import { isOutgoingPaused } from './outgoing/outgoing.ts';
import type { Kernel } from './scope/kernel.ts';

/** Something outside that we use: it may be down while we go on. `check` resolves to what is wrong, or null. */
export interface Dependency {
  readonly name: string;
  check(kernel: Kernel): Promise<string | null>;
}

export const dependency = extensionPoint<Dependency>('kernel.dependency');

export interface Readiness {
  readonly ready: boolean;
  /** Why no request should come here now. */
  readonly reasons: readonly string[];
  /** What is down or held back, while requests are still answered. */
  readonly degraded: Readonly<Record<string, string>>;
}

/** Not ready only when PostgreSQL cannot be reached, migrations are pending or the process drains [T1-01]. */
export async function readiness(
  kernel: Kernel,
  migrations: readonly MigrationFile[],
  draining: boolean,
): Promise<Readiness> {
  const reasons = draining ? ['draining'] : [];
  const database = await within(2_000, pendingMigrations(kernel.orm, migrations)).catch((error: Error) => error);
  if (database instanceof Error) reasons.push('PostgreSQL cannot be reached');
  else if (database.length > 0) reasons.push(`migrations are pending: ${database.join(', ')}`);
  const degraded = reasons.length > 0 ? {} : await degradations(kernel);
  return { ready: reasons.length === 0, reasons, degraded };
}

async function degradations(kernel: Kernel) {
  const offers = offersFor(
    dependency,
    kernel.plugins.flatMap((plugin) => plugin.contributes),
  );
  const outgoing: Dependency = {
    name: 'outgoing',
    check: async () =>
      (await isOutgoingPaused(kernel.orm))
        ? 'scores, mails and webhooks are held back after a restore: npm run admin -- resume-outgoing'
        : null,
  };
  const found: Record<string, string> = {};
  for (const offer of [...kernel.dependencies, outgoing, ...offers]) {
    const wrong = await within(2_000, offer.check(kernel)).catch((error: Error) => error.message);
    if (wrong) found[offer.name] = wrong;
  }
  return found;
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}
