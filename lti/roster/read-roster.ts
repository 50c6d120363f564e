import { UniqueConstraintViolationException } from '@mikro-orm/core';
import type { Scope } from '#src/scope/scope.ts';
import { readMemberships, membershipsScope, type Memberships } from '../advantage/memberships.ts';
import { LmsRefused } from '../advantage/lms-refused.ts';
import { applyRoster } from './apply-roster.ts';
import { beginRead, type BegunRead } from './begin-read.ts';
import { LtiRoster, type RosterState } from './roster.entity.ts';
import { readContextGroups } from './context-groups.ts';
import { tellRosterWatchers } from './roster-points.ts';

/** Fewer round trips than most platforms do by themselves; they may send fewer. */
const pageSize = 100;
const mostPages = 400;
const withinMs = 240_000;
const tellEveryMs = 1_000;

export interface Reading {
  readonly signal?: AbortSignal;
  /** Throws what may do better in a while, for a job to come again. */
  readonly comesAgain?: boolean;
}

/**
 * Reads the roster of a context from its platform and takes over who is on it, with no transaction open. How it went stands in
 * the roster's row. Throws LmsRefused only for a job that comes again.
 */
export async function readRoster(scope: Scope, contextId: string, { signal, comesAgain = false }: Reading = {}) {
  const begun = await beginRead(scope, contextId);
  if (!begun) return;
  if (begun.membershipsUrl === null) return end(scope, begun, { state: 'off' });
  if (begun.isSuspended || begun.scopes?.includes(membershipsScope) === false)
    return end(scope, begun, { state: 'notGranted' });
  try {
    const memberships = await read(scope, begun, begun.membershipsUrl, signal);
    const groups = await readContextGroups(scope, begun, signal);
    await applyOnceMore(scope, begun, memberships, groups);
  } catch (error) {
    if (!(error instanceof LmsRefused)) {
      await end(scope, begun, { state: 'failed' });
      throw error;
    }
    await end(scope, begun, { state: stateOf(error), words: error.words });
    if (comesAgain && error.isRetryable) throw error;
  }
}

function read(scope: Scope, begun: BegunRead, url: string, signal: AbortSignal | undefined): Promise<Memberships> {
  let toldAt = Date.now();
  return readMemberships(scope, begun.registrationId, {
    url,
    limit: pageSize,
    withGroups: begun.groupsUrl !== null,
    maxPages: mostPages,
    withinMs,
    ...(signal ? { signal } : {}),
    async heard(pages) {
      if (Date.now() - toldAt < tellEveryMs) return;
      toldAt = Date.now();
      await keep(scope, begun, { pages });
    },
  });
}

/** Somebody launches for the first time while the roster makes them: whoever comes second finds the rows of the other. */
async function applyOnceMore(...given: Parameters<typeof applyRoster>) {
  try {
    await applyRoster(...given);
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
    await applyRoster(...given);
  }
}

/** A service that is switched off answers 403 or 404 for what it does not want to show (NRPS 2.1). */
function stateOf({ status, words, isRetryable }: LmsRefused): RosterState {
  if (status === 401 || /invalid_scope|insufficient_scope/i.test(words)) return 'notGranted';
  return !isRetryable && [403, 404, 405, 410, 501].includes(status ?? 0) ? 'off' : 'failed';
}

interface Ending {
  readonly state: RosterState;
  readonly words?: string;
}

const end = (scope: Scope, begun: BegunRead, { state, words }: Ending) =>
  keep(scope, begun, { state, words: words ?? null, endedAt: new Date() });

const keep = (scope: Scope, { contextId }: BegunRead, fields: Partial<LtiRoster>) =>
  scope.transaction(async (inside) => {
    await inside.em.nativeUpdate(LtiRoster, { context: contextId }, fields);
    tellRosterWatchers(inside, contextId);
  });
