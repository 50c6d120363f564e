import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { begin } from './begin.ts';
import { faceOf } from './face-of.ts';
import { pageRoutes } from './pages/page-routes.ts';
import type { PracticeLms, PracticeLmsOptions } from './practice-lms.ts';
import { protocolRoutes } from './protocol/protocol-routes.ts';
import { advantageRoutes } from './advantage/advantage-routes.ts';

/** Starts a platform of its own and waits until it listens. Throws an Error when the port is taken. */
export async function openPracticeLms(options: PracticeLmsOptions = {}): Promise<PracticeLms> {
  const { port = 0, host = '127.0.0.1' } = options;
  const app = express().disable('x-powered-by');
  const server = app.listen(port, host);
  await once(server, 'listening');
  const close = async () => {
    server.closeAllConnections();
    await new Promise<void>((done) => server.close(() => done()));
  };
  try {
    const lms = await begin(`http://${host}:${(server.address() as AddressInfo).port}`, options);
    app.use(protocolRoutes(lms), advantageRoutes(lms), pageRoutes(lms));
    return { ...faceOf(lms), close };
  } catch (error) {
    await close();
    throw error;
  }
}
