import { timingSafeEqual } from 'node:crypto';
import { Router, type Request } from 'express';
import type { MigrationFile } from '#src/database/migration-files.ts';
import { readiness } from '#src/health.ts';
import type { Kernel } from '#src/scope/kernel.ts';
import { isFromLoopback } from './from-loopback.ts';

/** What answers whoever runs the installation and its machines: health, readiness and metrics [T1-01][T1-02]. */
export function operations(kernel: Kernel, migrations: readonly MigrationFile[], isDraining: () => boolean): Router {
  const router = Router();
  router.get(
    ['/healthz', '/api/health', '/api/v1/health'],
    (_req, res) => void res.type('text').set('Cache-Control', 'no-store').send('ok\n'),
  );
  router.get('/readyz', async (_req, res) => {
    const { ready, reasons, degraded } = await readiness(kernel, migrations, isDraining());
    res
      .status(ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ ready, reasons, degraded });
  });
  router.get('/metrics', async (req, res) => {
    if (!mayReadMetrics(req, kernel.config.metricsToken)) return void res.status(404).type('text').send('Not found\n');
    res.type(kernel.metrics.registry.contentType).send(await kernel.metrics.registry.metrics());
  });
  return router;
}

/** Loopback without a proxy in between, or the bearer of METRICS_TOKEN; others learn not even that it exists. */
function mayReadMetrics(req: Request, token: string | null) {
  if (isFromLoopback(req)) return true;
  const given = Buffer.from(req.get('authorization') ?? '');
  const wanted = Buffer.from(`Bearer ${token ?? ''}`);
  return token !== null && given.length === wanted.length && timingSafeEqual(given, wanted);
}
