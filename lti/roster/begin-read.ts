import type { Scope } from '#src/scope/scope.ts';
import { tellRosterWatchers } from './roster-points.ts';

/** What has to be known of a context to read its roster. */
export interface BegunRead {
  readonly contextId: string;
  readonly startedAt: Date;
  readonly registrationId: string;
  readonly platformId: string;
  /** Null where the platform named no such service. */
  readonly membershipsUrl: string | null;
  readonly groupsUrl: string | null;
  readonly groupSetsUrl: string | null;
  /** Null where nobody told what was granted. */
  readonly scopes: readonly string[] | null;
  readonly isSuspended: boolean;
}

const query = `
  with begun as (
    insert into lti_roster as t (id, organization_id, context_id, state, asked_at, started_at)
    select gen_random_uuid(), c.organization_id, c.id, 'reading', now(), now() from lti_context c where c.id = ?
    on conflict (context_id) do update
      set state = 'reading', started_at = now(), ended_at = null, pages = 0, members = 0, incomplete = null, words = null
    returning context_id, started_at
  )
  select c.id as "contextId", b.started_at as "startedAt", r.id as "registrationId", r.platform_id as "platformId",
    c.memberships_url as "membershipsUrl", c.groups_url as "groupsUrl", c.group_sets_url as "groupSetsUrl", r.scopes,
    (d.status <> 'active' or r.status <> 'active') as "isSuspended"
  from begun b join lti_context c on c.id = b.context_id
  join lti_deployment d on d.id = c.deployment_id join lti_registration r on r.id = d.registration_id`;

/** Says that a read has begun, with what it needs; null where the context is gone. */
export const beginRead = (scope: Scope, contextId: string): Promise<BegunRead | null> =>
  scope.transaction(async (inside) => {
    const [begun] = await inside.em.execute<BegunRead[]>(query, [contextId]);
    tellRosterWatchers(inside, contextId);
    return begun ?? null;
  });
