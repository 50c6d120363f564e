import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JWK } from 'jose';

export interface KeyServer {
  readonly url: string;
  /** How often the keys were asked for. */
  requests(): number;
  /** What is published from now on. */
  publish(keys: readonly JWK[]): void;
  /** Answers so from now on; null: with the keys again. */
  answer(otherwise: Answer | null): void;
  close(): Promise<void>;
}

/** A status without keys, a body that is no key set, or no answer at all. */
export type Answer = { readonly status: number } | { readonly body: string } | 'nothing';

/** A JWKS endpoint on a port of its own, whose keys, cache lifetime and health a test decides. */
export async function openKeyServer(cacheControl = 'public, max-age=600'): Promise<KeyServer> {
  let keys: readonly JWK[] = [];
  let otherwise: Answer | null = null;
  let requests = 0;
  const server = createServer((_request, response) => {
    requests += 1;
    respond(response, otherwise ?? { body: JSON.stringify({ keys }) }, cacheControl);
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`,
    requests: () => requests,
    publish: (published) => void (keys = published),
    answer: (given) => void (otherwise = given),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function respond(response: ServerResponse, answer: Answer, cacheControl: string) {
  if (answer === 'nothing') return;
  if ('status' in answer) return void response.writeHead(answer.status).end();
  response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': cacheControl }).end(answer.body);
}
