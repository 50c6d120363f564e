import type { Response } from 'express';
import { DomainError, notFound } from '#src/errors.ts';
import type { Kernel } from '#src/scope/kernel.ts';
import type { Drawing } from '../draw.ts';
import { openChannels, type Channel } from './channel.ts';
import { drawStates, type DrawnState, type Format, type Watcher } from './draw-state.ts';
import { openLane } from './lane.ts';
import { LiveStream } from './live-stream.ts';
import { usualPace, type Pace } from './pace.ts';
import { liveChannel } from './publish.ts';
import { refreshChannels } from './refresh-channels.ts';
import { openStreamChecks, type StreamChecks } from './stream-checks.ts';
import { countStreams } from './too-many-streams.ts';
import type { Addressed, AnyScope } from './topic.ts';

export interface Asked {
  readonly scope: AnyScope;
  readonly drawing: Drawing;
  readonly format: Format;
  readonly topics: readonly Addressed[];
}

/** The streams that this process holds open, fed by what PostgreSQL tells of topics. */
export class LiveStreams {
  readonly #kernel: Kernel;
  readonly #pace: Pace;
  readonly #streams = new Set<LiveStream>();
  readonly #counts = countStreams();
  readonly #channels = openChannels();
  // Few at once: pages need the connections too.
  readonly #refreshes = openLane<Channel>({
    limit: 4,
    together: { most: 10, of: ({ organizationId }) => organizationId },
    run: (channels) => refreshChannels(channels, (channel, error) => this.#tryAgain(channel, error)),
  });
  readonly #checks: StreamChecks;
  readonly #timer: NodeJS.Timeout;
  #isClosed = false;

  constructor(kernel: Kernel, pace: Pace = usualPace) {
    this.#kernel = kernel;
    this.#pace = pace;
    this.#checks = openStreamChecks(kernel, ({ channel }) => this.#refreshes.add(channel));
    kernel.notifications.on(liveChannel, (key) => this.#hear(this.#channels.find(key)));
    // What was told while PostgreSQL could not be listened to is lost, so everything is read again.
    kernel.notifications.on('listening', () => [...this.#channels].forEach((channel) => this.#hear(channel)));
    this.#timer = setInterval(() => this.#tick(Date.now()), Math.min(1_000, pace.check / 2)).unref();
  }

  get count() {
    return this.#streams.size;
  }

  /** The present state of each topic. Throws DomainError `notFound` or `unauthenticated` when one may not be seen. */
  async states(watcher: Watcher, topics: readonly Addressed[]): Promise<readonly DrawnState[]> {
    const states = await drawStates(watcher, topics);
    if (states.every((state) => state !== null)) return states;
    if (watcher.scope.actor.kind === 'anonymous')
      throw new DomainError('unauthenticated', 'kernel.error.unauthenticated');
    throw notFound('topic');
  }

  /** Sends the present state and then every change, until either side ends it. Throws as `states` does. */
  async open(res: Response, { scope, drawing, format, topics }: Asked): Promise<void> {
    this.#counts.enter(drawing.who);
    const stream = new LiveStream(res, scope, drawing, format);
    this.#enter(stream, topics);
    res.once('close', () => this.#leave(stream));
    const before = stream.subscriptions.map(({ channel }) => channel.heard);
    try {
      const states = await this.states(stream, topics);
      if (!this.#streams.has(stream)) return;
      stream.begin(res.req.get('last-event-id'));
      for (const [index, subscription] of stream.subscriptions.entries()) {
        const state = states[index]!;
        subscription.audience = state.audience;
        stream.send(subscription, state);
        // What was told while we read may be newer than what we read.
        if (subscription.channel.heard !== before[index]) this.#refreshes.add(subscription.channel);
      }
      if (this.#isClosed) stream.end('again');
    } catch (error) {
      this.#leave(stream);
      throw error;
    }
  }

  /** Sends every reader away with a hint when to come back. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    for (const stream of this.#streams) stream.end('again');
    await Promise.all([this.#refreshes.close(), this.#checks.close()]);
  }

  #enter(stream: LiveStream, topics: readonly Addressed[]) {
    const { check } = this.#pace;
    stream.nextCheckAt = Date.now() + check * (0.5 + Math.random() / 2);
    stream.subscriptions = topics.map((asked) => {
      const channel = this.#channels.open(stream.scope.organization?.id ?? null, asked.address);
      const subscription = { stream, channel, asked, audience: null, version: '' };
      channel.subscriptions.add(subscription);
      return subscription;
    });
    this.#streams.add(stream);
  }

  #leave(stream: LiveStream) {
    stream.isEnded = true;
    if (!this.#streams.delete(stream)) return;
    this.#counts.leave(stream.who);
    for (const subscription of stream.subscriptions) this.#channels.leave(subscription);
  }

  #hear(channel: Channel | undefined) {
    if (!channel) return;
    channel.heard += 1;
    this.#refreshes.add(channel);
  }

  #tick(now: number) {
    for (const stream of this.#streams) {
      if (now - stream.lastSentAt >= this.#pace.beat) stream.beat();
      if (now < stream.nextCheckAt) continue;
      stream.nextCheckAt = now + this.#pace.check;
      this.#checks.add(stream);
    }
    for (const channel of this.#channels)
      if (now - channel.refreshedAt >= this.#pace.refresh) this.#refreshes.add(channel);
  }

  #tryAgain(channel: Channel, error: unknown) {
    this.#kernel.log.warn({ err: error, channel: channel.key }, 'a live topic could not be read; trying again');
    channel.refreshedAt = Date.now() - this.#pace.refresh + this.#pace.refresh / 12;
  }
}
