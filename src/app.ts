import { companion, type Beginning } from './companion.ts';
import type { Config } from './config/config.ts';
import { findMigrations, type MigrationFile } from './database/migration-files.ts';
import { roleProblem } from './database/roles.ts';
import { offersFor } from './extension.ts';
import { openWeb, type OpenWeb } from './http/open-web.ts';
import { addQueueFigures } from './jobs/queue-figures.ts';
import { startWorker, type Worker } from './jobs/worker.ts';
import { closeKernel, openKernel, type KernelOptions } from './open-kernel.ts';
import type { Kernel } from './scope/kernel.ts';

export interface App {
  readonly kernel: Kernel;
  readonly migrations: readonly MigrationFile[];
  /** Answers HTTP; port 0 takes any. */
  serve(at?: { readonly port: number; readonly host: string | null }): Promise<{ readonly port: number }>;
  /** Works on the jobs. */
  work(): Promise<void>;
  /** Starts what runs beside requests and jobs. */
  accompany(does: Beginning): Promise<void>;
  /** Answers not ready from now on, so that nobody sends more; still answers what comes. */
  drain(): void;
  /** Stops accepting, finishes what is open, closes. Safe to call twice. */
  stop(): Promise<void>;
}

/** The one factory of the application, for production, demo and tests. Refuses a database role past row-level security. */
export async function createApp(options: KernelOptions): Promise<App> {
  const kernel = await openKernel(options);
  try {
    const problem = await roleProblem(kernel.orm);
    if (problem) throw new Error(problem);
    return startable(kernel, options.config);
  } catch (error) {
    await closeKernel(kernel);
    throw error;
  }
}

function startable(kernel: Kernel, config: Config): App {
  addQueueFigures(kernel);
  const migrations = findMigrations(config.root, kernel.plugins);
  const contributions = kernel.plugins.flatMap((plugin) => plugin.contributes);
  const companions = offersFor(companion, contributions).map((open) => open(kernel));
  let draining = false;
  let web: OpenWeb | null = null;
  let worker: Worker | null = null;
  let stopped: Promise<void> | null = null;
  const stop = async () => {
    draining = true;
    await web?.close();
    await worker?.stop();
    for (const each of companions) await each.end();
    await closeKernel(kernel);
  };
  return {
    kernel,
    migrations,
    async serve(at = { port: config.port, host: config.host }) {
      web = await openWeb(kernel, { migrations, isDraining: () => draining, at });
      return { port: web.port };
    },
    async work() {
      worker = await startWorker(kernel);
    },
    async accompany(does) {
      for (const each of companions) await each.begin(does);
    },
    drain() {
      draining = true;
    },
    stop: () => (stopped ??= stop()),
  };
}
