import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { echoes, type Sent } from './answer-box.ts';
import { recorded } from './recorded.ts';

export type Answer = { readonly status: number; readonly body: unknown } | null;

export interface Script {
  /** Before everything else; null: as a judge that is well would. */
  instead?: (path: string, method: string) => Answer | Promise<Answer>;
  /** Of one submission: null takes it, anything else stands in its place. */
  refuse?: (sent: Sent) => unknown;
  /** What a submission ends with, beside what is usual. */
  result?: (sent: Sent) => object;
  /** From being sent to being ended. */
  runMs?: number;
  version?: string;
  config?: object;
}

interface Taken {
  readonly sent: Sent;
  readonly at: number;
}

/** A judge by HTTP that does what its script says, and otherwise what a Judge0 1.13.1 was recorded to do. */
export class ScriptedJudge {
  script: Script;
  url = '';
  /** Submissions that it took, by token. */
  readonly taken = new Map<string, Taken>();
  /** How many submissions came with each request that made some. */
  readonly batches: number[] = [];
  /** Tokens in each question for results. */
  readonly asked: number[] = [];
  readonly headers: IncomingMessage['headers'][] = [];
  readonly #server = createServer((request, response) => void this.#handle(request, response));

  constructor(script: Script = {}) {
    this.script = script;
  }

  async open(port = 0) {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this;
  }

  async close() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #handle(request: IncomingMessage, response: ServerResponse) {
    const { pathname, searchParams } = new URL(request.url!, this.url);
    this.headers.push(request.headers);
    const sent = request.method === 'POST' ? await json(request).catch(() => ({})) : null;
    const answer =
      (await this.script.instead?.(pathname, request.method!)) ?? this.#usual(pathname, searchParams, sent as object);
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
    response.writeHead(answer.status, { 'Content-Type': 'application/json; charset=utf-8' }).end(text);
  }

  #usual(path: string, query: URLSearchParams, sent: object): NonNullable<Answer> {
    if (path === '/submissions/batch' && sent) return this.#take((sent as { submissions: Sent[] }).submissions);
    if (path === '/submissions' && sent) {
      const { status, body } = this.#take([sent as Sent]);
      return { status, body: (body as unknown[])[0] };
    }
    if (path === '/submissions/batch') return this.#give(query.get('tokens')!.split(','));
    if (path === '/about') {
      const { status, body } = recorded('get-about');
      return {
        status,
        body: { ...(body as object), ...(this.script.version ? { version: this.script.version } : {}) },
      };
    }
    if (path === '/config_info') {
      const { status, body } = recorded('get-config-info');
      return { status, body: { ...(body as object), ...this.script.config } };
    }
    if (path === '/languages') return recorded('get-languages');
    if (path === '/languages/71') return recorded('get-languages-71');
    if (path.startsWith('/languages/')) return { status: 200, body: cpp };
    if (path === '/workers') return recorded('get-workers');
    return { status: 404, body: '' };
  }

  #take(submissions: readonly Sent[]): NonNullable<Answer> {
    this.batches.push(submissions.length);
    const body = submissions.map((each) => {
      const refusal = this.script.refuse?.(each);
      if (refusal) return refusal;
      const token = randomUUID();
      this.taken.set(token, { sent: each, at: performance.now() });
      return { token };
    });
    return { status: 201, body };
  }

  #give(tokens: readonly string[]): NonNullable<Answer> {
    this.asked.push(tokens.length);
    return { status: 200, body: { submissions: tokens.map((token) => this.#submission(token)) } };
  }

  #submission(token: string) {
    const taken = this.taken.get(token);
    if (!taken) return null;
    const isOver = performance.now() - taken.at >= (this.script.runMs ?? 0);
    const status = isOver ? { id: 3, description: 'Accepted' } : { id: 1, description: 'In Queue' };
    const stdout = isOver ? wrapped(echoes(taken.sent)) : null;
    return { ...nothing, token, status, stdout, ...(isOver ? this.script.result?.(taken.sent) : {}) };
  }
}

/** As Judge0 writes base64: a new line after each 60 characters. */
export const wrapped = (bytes: Uint8Array) =>
  Buffer.from(bytes)
    .toString('base64')
    .replaceAll(/.{1,60}/g, '$&\n');

export const openScripted = (script: Script = {}) => new ScriptedJudge(script).open();

/** Slower than whoever asks has patience. */
export const tooSlow = async (): Promise<Answer> => {
  await sleep(1_500);
  return null;
};

const cpp = { source_file: 'main.cpp', compile_cmd: '/usr/local/gcc-9.2.0/bin/g++ %s main.cpp', run_cmd: './a.out' };

const nothing = {
  stderr: null,
  compile_output: null,
  message: null,
  exit_code: 0,
  exit_signal: null,
  time: '0.01',
  wall_time: '0.05',
  memory: 4000,
};
