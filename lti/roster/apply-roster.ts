import type { Scope } from '#src/scope/scope.ts';
import { courseRoleOf } from '../roles.ts';
import type { Memberships } from '../advantage/memberships.ts';
import type { BegunRead } from './begin-read.ts';
import { compareRoster } from './compare-roster.ts';
import type { ContextGroup } from './context-groups.ts';
import { keepGroups } from './keep-groups.ts';
import { keepNames, makePeople } from './keep-people.ts';
import { changeMemberships, makeMemberships, markMissing } from './keep-memberships.ts';
import { LtiRoster } from './roster.entity.ts';
import { rosterListener, tellRosterWatchers } from './roster-points.ts';
import { selectKnown } from './select-known.ts';

/**
 * Takes over who is on a roster, in one transaction and a number of statements that does not grow with it: new people are made
 * and known ones changed at once, and who is lacking on a complete one is marked for a person to decide. Throws
 * UniqueConstraintViolationException where a launch made one of the people at the same instant.
 */
export const applyRoster = (
  scope: Scope,
  begun: BegunRead,
  { members, pages, incomplete, refusal }: Memberships,
  groups: readonly ContextGroup[] | null,
): Promise<void> =>
  scope.transaction(async (inside) => {
    const { contextId, platformId, startedAt } = begun;
    const { em } = inside;
    const readId = crypto.randomUUID();
    // Two rosters of one organization hold rows of the same people, each in its own order.
    await em.execute(`select pg_advisory_xact_lock(hashtextextended('lti.roster ' || ?, 0))`, [inside.organization.id]);
    const known = await selectKnown(inside, { contextId, platformId, startedAt });
    const { joined, changes, missing } = compareRoster(known, members, incomplete === null);
    await makePeople(inside, platformId, joined);
    await keepNames(inside, platformId, members);
    const read = { contextId, platformId, readId };
    await makeMemberships(inside, read, joined);
    await changeMemberships(inside, read, changes);
    await markMissing(inside, missing);
    if (groups) await keepGroups(inside, contextId, groups);
    await em.nativeUpdate(
      LtiRoster,
      { context: contextId },
      {
        state: incomplete === null ? 'read' : 'partial',
        endedAt: inside.now(),
        ...(incomplete === null ? { completeAt: inside.now() } : {}),
        readId,
        pages,
        members: members.length,
        incomplete,
        words: refusal?.words ?? null,
      },
    );
    await tellListeners(inside, contextId);
    tellRosterWatchers(inside, contextId);
  });

interface Row {
  readonly userId: string;
  readonly roles: readonly string[];
  readonly isTestUser: boolean;
}

async function tellListeners(scope: Scope, contextId: string) {
  const rows = await scope.em.execute<Row[]>(
    `select user_id as "userId", roles, is_test_user as "isTestUser" from lti_membership where context_id = ? and left_at is null`,
    [contextId],
  );
  const members = rows.map(({ roles, ...row }) => ({ ...row, role: courseRoleOf(roles) }));
  for (const listen of scope.contributions(rosterListener)) await listen(scope, { contextId, members, left: [] });
}
