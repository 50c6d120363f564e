import { setTimeout as pause } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Scope } from '#src/scope/scope.ts';
import { LtiAccessToken } from '../access-token.entity.ts';
import { requestToken } from './request-token.ts';
import { LmsRefused } from './lms-refused.ts';

const purpose = LtiAccessToken.sealed.sealedToken;
/** Longer than a token request may take. */
const askSeconds = 15;
const pauseMs = 200;

interface Known {
  readonly token: string;
  readonly freshUntil: number;
}

const known = new LRUCache<string, Known>({ max: 2_000 });
const underWay = new Map<string, Promise<Known>>();

/**
 * An access token of a registration for these scopes (Security Framework 4.1): this process's, else the one that any process got,
 * else a new one, for which one of them asks. With no transaction open. Throws LmsRefused.
 */
export async function accessToken(scope: Scope, registrationId: string, scopes: readonly string[]): Promise<string> {
  const wanted = scopes.toSorted().join(' ');
  const key = `${registrationId} ${wanted}`;
  const standing = known.get(key);
  if (standing && standing.freshUntil > Date.now()) return standing.token;
  const asking = underWay.get(key) ?? find(scope, registrationId, wanted).finally(() => underWay.delete(key));
  underWay.set(key, asking);
  const found = await asking;
  known.set(key, found);
  return found.token;
}

/** For a token that the platform refuses although it should be good; the next call asks for another. */
export async function forgetToken(scope: Scope, registrationId: string, scopes: readonly string[], token: string) {
  const wanted = scopes.toSorted().join(' ');
  const key = `${registrationId} ${wanted}`;
  if (known.get(key)?.token === token) known.delete(key);
  await scope.transaction(async ({ em }) => {
    const row = await em.findOne(LtiAccessToken, { registration: registrationId, scopes: wanted });
    // Another process may have got a better one meanwhile.
    if (row?.sealedToken && scope.keys.open(purpose, row.sealedToken, row.id) === token) row.freshUntil = null;
  });
}

async function find(scope: Scope, registrationId: string, scopes: string): Promise<Known> {
  const until = Date.now() + askSeconds * 1_000;
  for (;;) {
    const row = await claim(scope, registrationId, scopes);
    if (row.is_fresh)
      return { token: scope.keys.open(purpose, row.sealed_token, row.id), freshUntil: Number(row.fresh_until) };
    if (row.is_ours) return ask(scope, registrationId, scopes, row.id);
    if (Date.now() > until)
      throw new LmsRefused({ status: null, words: 'no token in time', retryAfterSeconds: null, isRetryable: true });
    await pause(pauseMs);
  }
}

interface Claimed {
  readonly id: string;
  readonly sealed_token: string;
  readonly fresh_until: string;
  readonly is_fresh: boolean;
  readonly is_ours: boolean;
}

/** The token's row; `is_ours` for the one caller who is to ask the platform now. */
const claim = (scope: Scope, registrationId: string, scopes: string): Promise<Claimed> =>
  scope.transaction(async ({ em }) => {
    const mine = crypto.randomUUID();
    const [taken] = await em.execute<Claimed[]>(
      `insert into lti_access_token as t (id, registration_id, scopes, asked_until)
        values (?, ?, ?, now() + interval '${askSeconds} seconds')
        on conflict (registration_id, scopes) do update set asked_until = excluded.asked_until
        where coalesce(t.fresh_until, '-infinity') <= now() and coalesce(t.asked_until, '-infinity') <= now()
        returning t.id, false as is_fresh, true as is_ours`,
      [mine, registrationId, scopes],
    );
    if (taken) return taken;
    const [standing] = await em.execute<Claimed[]>(
      `select id, sealed_token, extract(epoch from fresh_until) * 1000 as fresh_until,
          coalesce(fresh_until > now(), false) as is_fresh, false as is_ours
        from lti_access_token where registration_id = ? and scopes = ?`,
      [registrationId, scopes],
    );
    return standing!;
  });

async function ask(scope: Scope, registrationId: string, scopes: string, id: string): Promise<Known> {
  try {
    const { token, seconds } = await requestToken(scope, registrationId, scopes);
    const freshUntil = new Date(Date.now() + seconds * 1_000);
    const sealedToken = scope.keys.seal(purpose, token, id);
    await scope.transaction(({ em }) =>
      em.nativeUpdate(LtiAccessToken, { id }, { sealedToken, freshUntil, askedUntil: null }),
    );
    return { token, freshUntil: freshUntil.getTime() };
  } catch (error) {
    // Whoever waits may try at once.
    await scope.transaction(({ em }) => em.nativeUpdate(LtiAccessToken, { id }, { askedUntil: null }));
    throw error;
  }
}
