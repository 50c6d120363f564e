import pg from 'pg';
import type { Logger } from 'pino';

/** PostgreSQL's NOTIFY between the processes of one installation: a topic and a short text, never content. */
export interface Notifications {
  /**
   * `listening` is told here alone, whenever PostgreSQL can be listened to (again): what was told before may be lost. What comes
   * in a channel of somebody else is told under the channel's name.
   */
  on(topic: string, heard: (text: string) => void): void;
  /** Tells every process, this one too; at most once, so only what may be missed is told. */
  tell(topic: string, text: string): void;
  close(): Promise<void>;
}

const channel = 'assay';
const tell = 'select pg_notify($1, told) from unnest($2::text[]) as told';
const shortestPause = 200;
const longestPause = 10_000;

/** Listens on a connection of its own and comes back by itself after PostgreSQL was away. */
export class DatabaseListener implements Notifications {
  readonly #url: string;
  readonly #log: Logger;
  readonly #channels: readonly string[];
  readonly #listeners = new Map<string, ((text: string) => void)[]>();
  #client: pg.Client | null = null;
  #connecting: Promise<void>;
  #telling: Promise<unknown> = Promise.resolve();
  #untold: string[] = [];
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  /** `others` are channels that are not ours, and are listened to as well. */
  constructor(url: string, log: Logger, others: readonly string[] = []) {
    this.#url = url;
    this.#log = log;
    this.#channels = [channel, ...others];
    this.#connecting = this.#connect(shortestPause);
  }

  on(topic: string, heard: (text: string) => void) {
    this.#listeners.set(topic, [...(this.#listeners.get(topic) ?? []), heard]);
  }

  tell(topic: string, text: string) {
    const payload = `${topic} ${text}`;
    // This process need not wait for its own words to come back.
    queueMicrotask(() => this.#hear(payload));
    this.#untold.push(payload);
    // One after the other: a client takes no second query while one runs. What comes meanwhile goes together.
    if (this.#untold.length === 1) this.#telling = this.#telling.then(() => this.#tellOthers());
  }

  async close() {
    this.#closed = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#telling;
    await this.#connecting;
    await this.#client?.end().catch(() => undefined);
  }

  async #tellOthers() {
    await this.#connecting;
    const payloads = this.#untold.splice(0);
    try {
      await this.#client?.query({ name: 'tell', text: tell, values: [channel, payloads] });
    } catch (error) {
      this.#log.warn({ err: error, payloads }, 'other processes were not told');
    }
  }

  async #connect(pause: number) {
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: 'assay notifications',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    this.#client = client;
    client.on('error', (error) => this.#lost(client, pause, error));
    client.on('end', () => this.#lost(client, pause));
    client.on('notification', ({ channel: from, payload = '', processId }) => {
      if (from !== channel) this.#hear(`${from} ${payload}`);
      else if (processId !== processOf(client)) this.#hear(payload);
    });
    try {
      await client.connect();
      await client.query(this.#channels.map((each) => `listen ${each}`).join(';'));
      this.#hear('listening ');
    } catch (error) {
      this.#lost(client, pause, error);
    }
  }

  /** Called for every sign that the connection is gone; the first counts. */
  #lost(client: pg.Client, pause: number, error?: unknown) {
    if (this.#closed || this.#client !== client) return;
    this.#client = null;
    this.#log.warn({ err: error }, 'PostgreSQL cannot be listened to; trying again');
    this.#timer = setTimeout(() => {
      this.#connecting = this.#connect(Math.min(pause * 2, longestPause));
    }, pause);
  }

  #hear(payload: string) {
    const space = payload.indexOf(' ');
    for (const heard of this.#listeners.get(payload.slice(0, space)) ?? []) {
      try {
        heard(payload.slice(space + 1));
      } catch (error) {
        this.#log.error({ err: error }, 'what listens to PostgreSQL failed');
      }
    }
  }
}

/** The process of PostgreSQL that this connection has; the driver knows it, its types do not. */
const processOf = (client: pg.Client) => (client as pg.Client & { readonly processID: number | null }).processID;
