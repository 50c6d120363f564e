import type { Lookup } from './checked-agent.ts';

/**
 * `fetch` as libraries know it: `new OpenAI({ fetch: outbound.operator.fetch })`, jose's `{ [customFetch]: outbound.fetch }`,
 * `axios.create({ adapter: 'fetch', env: { fetch: outbound.operator.fetch } })`. A library cannot pass our limits; give it
 * `(input, init) => outbound.operator.fetch(input, { ...init, timeoutMs: 60_000 })` where 10 seconds are too short.
 * Rejects with OutboundError, or with the caller's own reason when its signal aborts; the body can reject with both, too.
 */
export type OutboundFetch = (input: string | URL | Request, init?: OutboundInit) => Promise<Response>;

export interface Outbound {
  /** For addresses that came from people, organizations, tokens or platforms: https to public addresses only (unless allowed). */
  readonly fetch: OutboundFetch;
  /** For addresses from the environment, which are the operator's word: http and private addresses too. */
  readonly operator: { readonly fetch: OutboundFetch };
}

export interface OutboundInit extends RequestInit {
  /** For the whole call, its body included. 10 seconds when not given. */
  timeoutMs?: number;
  /** Of the body after decompression. 5 MB when not given. */
  maxBytes?: number;
}

/** One call that has ended. `error` is an OutboundReason, or `aborted` when the caller gave up. */
export interface OutboundCall {
  readonly host: string;
  readonly status: number | null;
  readonly ms: number;
  readonly error: string | null;
}

export interface OutboundOptions {
  /** OUTBOUND_ALLOW: addresses, ranges and host names (with or without port) that people may name although they are private. */
  readonly allow: readonly string[];
  readonly production: boolean;
  readonly version: string;
  readonly observe?: (call: OutboundCall) => void;
  /** Trusted instead of the system's authorities. */
  readonly ca?: string;
  /** How names become addresses; the system's resolver when not given. */
  readonly lookup?: Lookup;
}
