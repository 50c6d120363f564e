import type { Response } from 'express';
import type { Reader } from '#src/views.ts';
import type { Identified } from '#src/sessions/identify.ts';
import type { Drawing } from '../draw.ts';
import type { Channel } from './channel.ts';
import type { DrawnState, Format, Watcher } from './draw-state.ts';
import type { Addressed, AnyScope } from './topic.ts';

/** One topic of one stream. */
export interface Subscription {
  readonly stream: LiveStream;
  readonly channel: Channel;
  readonly asked: Addressed;
  /** Who gets the same drawing; null until the first has been made. */
  audience: string | null;
  /** What the reader has. */
  version: string;
}

/** `again`: come back in a while; `over`: the right to it is gone, and coming back will say so. */
export type Ending = 'again' | 'over';

/** A reader that lags behind by more bytes than this is sent away to begin again from the state. */
const mostBuffered = 512_000;
const pauseMs = 2_000;

/** One open answer to one reader. */
export class LiveStream implements Watcher {
  readonly who: Identified;
  readonly format: Format;
  readonly drawing: Drawing;
  /** Replaced when the person's roles change. */
  scope: AnyScope;
  subscriptions: readonly Subscription[] = [];
  lastSentAt = Date.now();
  nextCheckAt = 0;
  isEnded = false;
  readonly #res: Response;

  constructor(res: Response, scope: AnyScope, drawing: Drawing, format: Format) {
    this.#res = res;
    this.scope = scope;
    this.drawing = drawing;
    this.who = drawing.who;
    this.format = format;
  }

  get reader(): Reader {
    return this.drawing.reader;
  }

  /** Sends the head. `lastEventId` says what a reader who comes back has already. */
  begin(lastEventId: string | undefined) {
    const versions = lastEventId?.split('.') ?? [];
    if (versions.length === this.subscriptions.length)
      for (const [index, subscription] of this.subscriptions.entries()) subscription.version = versions[index]!;
    this.#res.status(200).set({
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-cache, no-store, no-transform',
      'X-Accel-Buffering': 'no',
    });
    // A drain waits for connections that would otherwise be kept for more requests.
    this.#res.shouldKeepAlive = false;
    // With the state that is sent at once: each packet wakes whoever reads.
    this.#res.cork();
    process.nextTick(() => this.#res.uncork());
    this.#res.flushHeaders();
    this.#write(`retry: ${pauseMs}\n\n`);
  }

  /** Nothing is sent twice: what the reader has already is passed over. */
  send(subscription: Subscription, { text, version }: DrawnState) {
    if (subscription.version === version) return;
    subscription.version = version;
    const id = this.subscriptions.map((one) => one.version).join('.');
    this.#write(`id: ${id}\n${dataLines(text)}\n\n`);
  }

  /** A comment, so that whatever is in between sees life. */
  beat() {
    this.#write(':\n\n');
  }

  /** Says how to go on and closes; who does not even take that is cut off. */
  end(ending: Ending) {
    if (this.isEnded) return;
    this.isEnded = true;
    this.#res.end(`event: ${ending}\nretry: ${pauseMs}\ndata:\n\n`);
    setTimeout(() => this.#res.destroy(), 2_000).unref();
  }

  #write(text: string) {
    if (this.isEnded) return;
    this.#res.write(text);
    this.lastSentAt = Date.now();
    if (this.#res.writableLength > mostBuffered) this.end('again');
  }
}

const dataLines = (text: string) => `data: ${text.trimEnd().replace(/\r\n|\r|\n/g, '\ndata: ')}`;
