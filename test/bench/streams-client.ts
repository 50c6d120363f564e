import { Agent, request, type IncomingMessage } from 'node:http';

export type Order =
  | { readonly kind: 'open'; readonly url: string; readonly tokens: readonly string[]; readonly count: number }
  | { readonly kind: 'expect' }
  | { readonly kind: 'arrival' }
  | { readonly kind: 'close' }
  | {
      readonly kind: 'load';
      readonly url: string;
      readonly tokens: readonly string[];
      readonly perSecond: number;
      readonly seconds: number;
    };

/** `values`: the moment of the last arrival, or milliseconds of each page. */
export interface Answer {
  readonly values: readonly number[];
  readonly failed: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
const open = new Set<IncomingMessage>();
let awaited = 0;
let arrival = Promise.withResolvers<number>();

const now = () => performance.timeOrigin + performance.now();
const ask = (url: string, token: string, accept: string) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    request(url, { agent, headers: { accept, authorization: `Bearer ${token}` } }, resolve)
      .once('error', reject)
      .end();
  });

/** Resolves with the first state; from then on every message counts. */
async function openOne(url: string, token: string) {
  const response = await ask(url, token, 'text/html, text/event-stream');
  if (response.statusCode !== 200) throw new Error(`a stream was answered with ${response.statusCode}`);
  response.setEncoding('utf8').on('error', () => undefined);
  const { promise, resolve } = Promise.withResolvers<void>();
  let hasState = false;
  response.on('data', (chunk: string) => {
    if (!chunk.includes('data: ')) return;
    if (hasState && (awaited -= 1) === 0) arrival.resolve(now());
    hasState = true;
    resolve();
  });
  open.add(response);
  await promise;
}

async function openAll({ url, tokens, count }: Extract<Order, { kind: 'open' }>) {
  for (let opened = 0; opened < count; opened += 50)
    await Promise.all(
      Array.from({ length: Math.min(50, count - opened) }, (_, index) =>
        openOne(url, tokens[(opened + index) % tokens.length]!),
      ),
    );
}

/** Asks at fixed moments, however slow the answers are, and counts from the moment at which it should have asked. */
async function load({ url, tokens, perSecond, seconds }: Extract<Order, { kind: 'load' }>): Promise<Answer> {
  const begun = now();
  let failed = 0;
  const pages = Array.from({ length: perSecond * seconds }, async (_, index) => {
    const due = begun + (index * 1_000) / perSecond;
    await new Promise((done) => setTimeout(done, Math.max(0, due - now())));
    const response = await ask(url, tokens[index % tokens.length]!, 'text/html');
    if (response.statusCode !== 200) failed += 1;
    await response.resume().toArray();
    return now() - due;
  });
  return { values: await Promise.all(pages), failed };
}

async function obey(order: Order): Promise<Answer> {
  switch (order.kind) {
    case 'open':
      await openAll(order);
      return { values: [], failed: 0 };
    case 'expect':
      awaited = open.size;
      arrival = Promise.withResolvers();
      return { values: [], failed: 0 };
    case 'arrival':
      return { values: [await arrival.promise], failed: 0 };
    case 'close':
      for (const response of open) response.destroy();
      open.clear();
      return { values: [], failed: 0 };
    case 'load':
      return load(order);
  }
}

process.on('message', (order) => void obey(order as Order).then((answer) => process.send!(answer)));
