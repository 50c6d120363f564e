import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { comparable } from './comparable-answer.ts';
import { furtherDeviations } from './contract-deviations.ts';
import { startLocalJudge, type StartedJudge } from './start-local-judge.ts';
import { python, submit } from './submit.ts';

interface Received {
  readonly method: string;
  readonly path: string;
  readonly type: string;
  readonly body: string;
}

const recorded = JSON.parse(readFileSync(path.join(import.meta.dirname, 'fixtures/callbacks.json'), 'utf8')) as {
  readonly cases: Readonly<Record<string, { readonly requests: readonly { path: string; body: string }[] }>>;
};

const received: Received[] = [];
/** Answers as the recorded receiver did: well, with a failure, never, with another place. */
const receive = async (request: IncomingMessage, response: ServerResponse) => {
  const { method = '', url = '', headers } = request;
  received.push({ method, path: url, type: headers['content-type'] ?? '', body: await text(request) });
  if (url === '/302') response.writeHead(302, { Location: '/after' }).end();
  else if (url !== '/slow') response.writeHead(url === '/500' ? 500 : 200).end();
};
const receiver = createServer((request, response) => void receive(request, response));

let judge: StartedJudge;
let port: number;
beforeAll(async () => {
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  port = (receiver.address() as AddressInfo).port;
  judge = await startLocalJudge({ slots: 1, config: { callbacks_timeout: 1 } });
}, 60_000);
afterAll(async () => {
  await judge.end('SIGTERM');
  receiver.closeAllConnections();
  receiver.close();
});

it.each(Object.keys(recorded.cases))(
  'tells the address that was left as recorded, which answers "%s" [REQ-02]',
  async (name) => {
    const before = received.length;
    const callback_url = `http://127.0.0.1:${port}/${name}`;
    await submit(judge, { language_id: python, source_code: 'print("hé")', callback_url });
    const { requests } = recorded.cases[name]!;
    // Judge0's HTTP library sends again by itself, twice for each of three tries.
    const wanted = name === 'slow' ? requests.slice(0, 3) : requests;
    if (name === 'slow') expect(furtherDeviations.callbackTries).toBeDefined();
    for (let tries = 0; tries < 100 && received.length < before + wanted.length; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 100));
    // Once more would be too often.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const told = received.slice(before);
    expect(told.map((each) => each.path)).toEqual(wanted.map((each) => each.path));
    expect(told.map(({ method, type }) => [method, type])).toEqual(wanted.map(() => ['PUT', 'application/json']));
    expect(told.map(({ body }) => bodyOf(body))).toEqual(wanted.map(({ body }) => bodyOf(body)));
  },
  60_000,
);

const bodyOf = (body: string) =>
  comparable('callbacks', { status: 200, type: '', json: JSON.parse(body) as unknown, text: body });
