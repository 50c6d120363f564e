import type { InstallationScope, Scope } from '#src/scope/scope.ts';
import { inTransaction, perform, type Asked } from '../perform.ts';
import type { Handled } from '../handled.ts';
import type { Reply } from '../reply.ts';
import type { Route } from '../route.ts';
import { onceMoreAfterRace } from '../stale-save/once-more-after-race.ts';
import { claimId, claimKey, keepAnswer, releaseKey, type Claim } from './claim-key.ts';
import { keptReply } from './kept-reply.ts';
import { fingerprintOf, type KeyedRequest } from './keyed-request.ts';

type AnyScope = Scope | InstallationScope;

const day = 24 * 3600;
/** An answer that is made in steps and is not there by then counts as lost with its process. */
const lease = 300;

/**
 * Performs a route; a repeat with the same key, within a day, gets the answer of the first without performing it again. A
 * refusal is not kept: nothing was done, and what was wrong may be mended. Without a person there are no keys.
 */
export async function performOnce(
  route: Route,
  scope: AnyScope,
  asked: Asked,
  request: KeyedRequest | null,
): Promise<Reply> {
  const claim = request && claimOf(route, scope, asked, request);
  const handled = await handle(route, scope, asked, claim);
  if (handled.kind !== 'afterwards') return handled;
  return inTransaction(scope, (inside) => route.afterwards!(inside as never, handled.made, asked.visit), true);
}

async function handle(route: Route, scope: AnyScope, asked: Asked, claim: Claim | null): Promise<Handled> {
  if (route.work === 'steps') return claim ? inSteps(route, scope, asked, claim) : perform(route, scope, asked);
  return onceMoreAfterRace(() => (claim ? inOneTransaction(route, scope, asked, claim) : perform(route, scope, asked)));
}

function claimOf(route: Route, { actor, organization }: AnyScope, asked: Asked, { key, body }: KeyedRequest) {
  const isRepeatable = route.method === 'get' || route.work === 'read';
  if (isRepeatable || (actor.kind !== 'user' && actor.kind !== 'operator')) return null;
  return {
    id: claimId(organization?.id ?? null, actor.id, key),
    personId: actor.id,
    fingerprint: fingerprintOf(route, asked, body),
    isForm: body?.kind === 'form',
    seconds: route.work === 'steps' ? lease : day,
  };
}

/** Key, effect and answer are committed together: a process that is killed leaves none of them. */
const inOneTransaction = (route: Route, scope: AnyScope, asked: Asked, claim: Claim) =>
  inTransaction(
    scope,
    async (inside) => {
      const kept = await claimKey(inside, claim);
      if (kept) return kept;
      const reply = await perform(route, inside, asked);
      await keepAnswer(inside, claim, keptReply(route, reply), day);
      return reply;
    },
    false,
  );

async function inSteps(route: Route, scope: AnyScope, asked: Asked, claim: Claim) {
  const kept = await inTransaction(scope, (inside) => claimKey(inside, claim), false);
  if (kept) return kept;
  const reply = await perform(route, scope, asked).catch(async (error: unknown) => {
    await inTransaction(scope, (inside) => releaseKey(inside, claim), false).catch((err: unknown) =>
      scope.log.warn({ err }, 'an idempotency key could not be given back; it is free when its lease ends'),
    );
    throw error;
  });
  await inTransaction(scope, (inside) => keepAnswer(inside, claim, keptReply(route, reply), day), false);
  return reply;
}
