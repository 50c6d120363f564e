import { timingSafeEqual } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import express, { type Express, type Request } from 'express';
import type { MigrationFile } from '#src/database/migration-files.ts';
import { readiness } from '#src/health.ts';
import type { Kernel } from '#src/scope/kernel.ts';

/** What answers before any plugin does: health, readiness and metrics. */
export function createServer(kernel: Kernel, migrations: readonly MigrationFile[], isDraining: () => boolean): Express {
  const server = express();
  server.disable('x-powered-by');
  server.get('/healthz', (_req, res) => void res.type('text').set('Cache-Control', 'no-store').send('ok\n'));
  server.get('/readyz', async (_req, res) => {
    const { ready, reasons, degraded } = await readiness(kernel, migrations, isDraining());
    res
      .status(ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ ready, reasons, degraded });
  });
  server.get('/metrics', async (req, res) => {
    if (!mayReadMetrics(req, kernel.config.metricsToken)) return void res.status(404).type('text').send('Not found\n');
    res.type(kernel.metrics.registry.contentType).send(await kernel.metrics.registry.metrics());
  });
  server.use((_req, res) => void res.status(404).type('text').send('Not found\n'));
  return server;
}

/** Loopback without a proxy in between, or the bearer of METRICS_TOKEN; others learn not even that it exists. */
function mayReadMetrics(req: Request, token: string | null) {
  const address = req.socket.remoteAddress ?? '';
  const isLoopback = /^(::ffff:)?127\.|^::1$/.test(address) && !req.get('x-forwarded-for') && !req.get('forwarded');
  if (isLoopback) return true;
  const given = Buffer.from(req.get('authorization') ?? '');
  const wanted = Buffer.from(`Bearer ${token ?? ''}`);
  return token !== null && given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** Milliseconds that open requests have to finish once no more are taken. */
const patience = 15_000;

/** Listens, or throws an Error that names the port and the variable that moves it. */
export async function listen(server: Express, { port, host }: { readonly port: number; readonly host: string | null }) {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const listening = (error?: Error) => (error ? reject(error) : resolve());
  const http = host ? server.listen(port, host, listening) : server.listen(port, listening);
  await promise.catch((error: NodeJS.ErrnoException) => {
    throw portError(error, port, host);
  });
  return {
    port: (http.address() as AddressInfo).port,
    async close() {
      const timer = setTimeout(() => http.closeAllConnections(), patience);
      await new Promise<void>((done) => http.close(() => done()));
      clearTimeout(timer);
    },
  };
}

function portError(error: NodeJS.ErrnoException, port: number, host: string | null) {
  if (error.code === 'EADDRINUSE')
    return new Error(
      `Port ${port} is taken by another program. Stop that program, or choose another port: PORT=${port + 100} npm start`,
    );
  if (error.code === 'EACCES')
    return new Error(`Port ${port} may not be used by this user. Choose one above 1023: PORT=3000 npm start`);
  return new Error(
    `Cannot listen on ${host ?? 'every interface'}, port ${port}: ${error.message}. HOST and PORT say where to listen.`,
    {
      cause: error,
    },
  );
}
