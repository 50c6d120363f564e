import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: { readonly model: string; readonly messages: readonly { role: string; content: string }[] };
}

/** How a model answers. */
export type Behaviour = (res: ServerResponse, asked: Asked) => void;

/** What a model may write that has read the program; each test changes what it is about. */
export const goodAnswer = {
  summary: 'The program reads two numbers and adds them in one line.',
  strengths: ['It is short.', 'It uses `sum` instead of a loop of its own.'],
  improvements: ['Give the line of input a name, so that it can be read aloud.'],
  suggestions: [
    {
      file: 'main.py',
      lineStart: 1,
      lineEnd: 1,
      // Code would be run first, which takes its time.
      suggestedCode: null as string | null,
      explanation: 'A name says what it is.',
    },
  ],
  conceptualErrors: [] as string[],
  complexity: { time: 'O(n)', space: 'O(n)', explanation: 'Each number is read once.' } as object | null,
  resources: [{ title: 'Built-in functions', url: 'https://docs.python.org/3/library/functions.html' }],
  scores: { efficiency: 90, codeQuality: 70, bestPractices: 80, security: 95 },
};

const completion = (content: string | null) =>
  JSON.stringify({
    id: 'one',
    object: 'chat.completion',
    created: 1,
    model: 'local',
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }],
    usage: { prompt_tokens: 700, completion_tokens: 300, total_tokens: 1000 },
  });

const json = { 'content-type': 'application/json' };
export const answers =
  (content: object | string | null): Behaviour =>
  (res) =>
    void res
      .writeHead(200, json)
      .end(completion(typeof content === 'object' && content !== null ? JSON.stringify(content) : content));
export const refuses =
  (status: number, headers: Record<string, string> = {}): Behaviour =>
  (res) =>
    void res.writeHead(status, { ...json, ...headers }).end('{"error":{"message":"not now"}}');

/** Everything that a provider has been seen to do. */
export const behaviours = {
  good: answers(goodAnswer),
  notJson: answers('I would say that it is fine.'),
  wrongShape: answers({ verdict: 'fine', score: 100 }),
  empty: answers(''),
  nothing: answers(null),
  noChoices: ((res) => void res.writeHead(200, json).end('{"choices":[]}')) as Behaviour,
  noJsonAtAll: ((res) => void res.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Gateway</h1>')) as Behaviour,
  slow: ((res, asked) => void setTimeout(() => behaviours.good(res, asked), 150)) as Behaviour,
  busy: refuses(429, { 'retry-after': '20' }),
  broken: refuses(500),
  wrongKey: refuses(401),
  hangs: (() => {}) as Behaviour,
  breaksOff: ((res) => {
    res.writeHead(200, { ...json, 'content-length': '5000' });
    res.write('{"choices":[{"message":{"content":"{');
    setTimeout(() => res.destroy(), 20);
  }) as Behaviour,
};

/** A local server that speaks as OpenAI does, and behaves as it is told. */
export async function openModelServer() {
  const asked: Asked[] = [];
  let behaviour: Behaviour = behaviours.good;
  let open = 0;
  let mostOpen = 0;
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    mostOpen = Math.max(mostOpen, (open += 1));
    res.on('close', () => (open -= 1));
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Asked['body'];
      const one = { path: req.url ?? '', authorization: req.headers.authorization, body };
      asked.push(one);
      behaviour(res, one);
    });
  });
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    get mostOpen() {
      return mostOpen;
    },
    behave: (next: Behaviour) => void (behaviour = next),
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((closed) => void server.close(() => closed()));
    },
  };
}
