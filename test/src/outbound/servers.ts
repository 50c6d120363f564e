import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { certificate, privateKey } from './certificate.ts';

export interface TestServer {
  readonly port: number;
  /** How many connections were opened to it. */
  readonly connections: () => number;
  readonly requests: string[];
}

const running = new Set<Server>();

/** A real http or https server on one address of the loopback network. */
export async function serve(
  protocol: 'http' | 'https',
  answer: RequestListener,
  { address = '127.0.0.1', port = 0 } = {},
): Promise<TestServer> {
  const requests: string[] = [];
  const listener: RequestListener = (request, response) => {
    requests.push(`${request.method} ${request.url}`);
    answer(request, response);
  };
  const server =
    protocol === 'http'
      ? createHttpServer(listener)
      : createHttpsServer({ cert: certificate, key: privateKey }, listener);
  let connections = 0;
  server.on('connection', () => (connections += 1));
  running.add(server);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, address, resolve));
  return { port: (server.address() as AddressInfo).port, connections: () => connections, requests };
}

export async function closeServers() {
  const closing = [...running].map((server) => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  running.clear();
  await Promise.all(closing);
}
