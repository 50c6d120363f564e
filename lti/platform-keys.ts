import { createLocalJWKSet, errors, type CryptoKey, type JSONWebKeySet } from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { OutboundFetch } from '#src/outbound/outbound.ts';
import { LaunchRejected } from './launch-rejected.ts';

const KeySet = z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string().optional() })).max(100) });

interface Known {
  readonly keys: JSONWebKeySet;
  readonly find: ReturnType<typeof createLocalJWKSet>;
  readonly freshUntil: number;
}

const usualMs = 600_000;
const longestMs = 86_400_000;

const remembered = new LRUCache<string, Known>({ max: 1_000 });
const askedAgain = new LRUCache<string, true>({ max: 1_000, ttl: 30_000 });
const underWay = new Map<string, Promise<Known>>();

/**
 * The platform's key for a token's header. Key sets are kept, read again once for a kid that is not in them, and kept on while
 * the platform is down (Security Framework 6.3). Throws LaunchRejected.
 */
export async function platformKey(
  fetch: OutboundFetch,
  jwksUri: string,
  header: { readonly alg: string; readonly kid: string },
): Promise<CryptoKey> {
  const found = await keyIn(await current(fetch, jwksUri), header);
  if (found) return found;
  const again = await readAgain(fetch, jwksUri);
  const second = again && (await keyIn(again, header));
  if (!second) throw new LaunchRejected('kid-unknown', header.kid);
  return second;
}

/** For a kid that is not in what we have: once, and then not for a while, so that forged kids cannot make us call the platform. */
async function readAgain(fetch: OutboundFetch, jwksUri: string) {
  if (askedAgain.has(jwksUri)) return null;
  askedAgain.set(jwksUri, true);
  return read(fetch, jwksUri).catch(() => null);
}

async function keyIn({ keys, find }: Known, { alg, kid }: { readonly alg: string; readonly kid: string }) {
  if (keys.keys.filter((key) => key.kid === kid).length > 1) throw new LaunchRejected('key-ambiguous', kid);
  try {
    return await find({ alg, kid }, { payload: '', signature: '' });
  } catch (error) {
    if (error instanceof errors.JWKSNoMatchingKey) return null;
    throw new LaunchRejected('kid-unknown', error instanceof Error ? error.message : kid, error);
  }
}

async function current(fetch: OutboundFetch, jwksUri: string): Promise<Known> {
  const known = remembered.get(jwksUri);
  if (known && known.freshUntil > Date.now()) return known;
  try {
    return await read(fetch, jwksUri);
  } catch (error) {
    if (known) return known;
    throw new LaunchRejected('keys-unreachable', error instanceof Error ? error.message : null, error);
  }
}

function read(fetch: OutboundFetch, jwksUri: string): Promise<Known> {
  const running = underWay.get(jwksUri);
  if (running) return running;
  const reading = readNow(fetch, jwksUri).finally(() => underWay.delete(jwksUri));
  underWay.set(jwksUri, reading);
  return reading;
}

async function readNow(fetch: OutboundFetch, jwksUri: string): Promise<Known> {
  const response = await fetch(jwksUri, {
    headers: { accept: 'application/jwk-set+json, application/json' },
    timeoutMs: 5_000,
    maxBytes: 300_000,
  });
  if (!response.ok) throw new Error(`the platform's keys were answered with ${response.status}`);
  const keys = KeySet.parse(JSON.parse(await response.text())) as JSONWebKeySet;
  const known = { keys, find: createLocalJWKSet(keys), freshUntil: Date.now() + lifetimeOf(response) };
  remembered.set(jwksUri, known);
  return known;
}

/** What the platform says, between a minute and a day. */
function lifetimeOf(response: Response) {
  const seconds = /max-age=(\d{1,9})/.exec(response.headers.get('cache-control') ?? '')?.[1];
  return seconds === undefined ? usualMs : Math.min(longestMs, Math.max(60_000, Number(seconds) * 1_000));
}
