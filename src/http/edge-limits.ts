import type { Response } from 'express';
import { defineLimit, type Limit } from '#src/limits/limit.ts';
import type { Limits } from '#src/limits/limits.ts';
import type { Identified } from '#src/sessions/identify.ts';
import { oneAddress } from '#src/sessions/visit.ts';
import type { Route } from './route.ts';

/** A person on one route; a class behind one address is thirty persons. */
const perPersonAndRoute = defineLimit({ name: 'http.person', points: 100, seconds: 60 });
const perTokenAndMinute = defineLimit({ name: 'http.token.minute', points: 60, seconds: 60 });
const perTokenAndHour = defineLimit({ name: 'http.token.hour', points: 500, seconds: 3_600 });
const perAddress = defineLimit({ name: 'http.address', points: 600, seconds: 60 });

/**
 * Counts a request and says in its headers what is left [T3-05]. Throws LimitExceeded. Sign-in counts its failures by
 * itself; assets, health and streams never come here.
 */
export async function countRequest(limits: Limits, route: Route, who: Identified, ip: string, res: Response) {
  if (route.countsItself) return;
  for (const [limit, key] of countersOf(route, who, ip)) {
    const allowance = await limits.consume(limit, key);
    res.set({ 'X-RateLimit-Limit': String(allowance.limit), 'X-RateLimit-Remaining': String(allowance.remaining) });
  }
}

function countersOf(route: Route, who: Identified, ip: string): readonly (readonly [Limit, string])[] {
  if (who.kind === 'anonymous') return [[perAddress, oneAddress(ip)]];
  if (who.kind === 'user' && who.apiTokenId) {
    return [
      [perTokenAndHour, who.apiTokenId],
      [perTokenAndMinute, who.apiTokenId],
    ];
  }
  return [[perPersonAndRoute, `${who.actor.id}:${route.method} ${route.path}`]];
}
