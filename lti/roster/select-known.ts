import type { Scope } from '#src/scope/scope.ts';
import type { KnownMember } from './compare-roster.ts';

/** Kind and provider are compared so that they fit no index: the one by user finds a row, the other would walk a whole platform. */
const query = `
  select m.id, i.subject, u.name, m.roles, m.is_test_user as "isTestUser", m.person_sourced_id as "personSourcedId",
    m.group_ids as "groupIds", m.missing_since is not null as "isMissing", m.left_at is not null as "hasLeft",
    coalesce(m.launched_at > ?, false) as "isNewer"
  from lti_membership m
  join "user" u on u.id = m.user_id
  left join identity i on i.user_id = m.user_id and i.kind || '' = 'lti' and i.provider || '' = ?
  where m.context_id = ?
  for update of m`;

interface Where {
  readonly contextId: string;
  readonly platformId: string;
  /** When the read began. */
  readonly startedAt: Date;
}

/** Everybody of a context, whose memberships stay as they are until the transaction ends. */
export const selectKnown = ({ em }: Scope, { contextId, platformId, startedAt }: Where): Promise<KnownMember[]> =>
  em.execute<KnownMember[]>(query, [startedAt, platformId, contextId]);
