import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';

/** A site of somebody else's, at 127.0.0.1, whose page shows the address in `?tool=` in a frame of that name. */
export async function serveFramingPage() {
  const app = express();
  app.get('/', (req, res) => {
    const tool = new URL(req.originalUrl, 'http://x').searchParams
      .get('tool')!
      .replaceAll('&', '&amp;')
      .replaceAll('"', '&quot;');
    res.type('html')
      .send(`<!doctype html><html lang="en"><head><title>Course</title><link rel="icon" href="data:,"></head>
      <body><iframe name="tool" title="Tool" width="900" height="600" src="${tool}"></iframe></body></html>`);
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    showing: (address: string) => `${origin}/?tool=${encodeURIComponent(address)}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
