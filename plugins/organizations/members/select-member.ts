import type { OrganizationRole } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { lastSeenOf, stateOfUser, type MemberState } from './member-list.ts';

export interface MemberRow {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly isVerified: boolean;
  readonly roles: readonly OrganizationRole[];
  readonly state: MemberState;
  readonly joinedAt: string;
  readonly lastSeenAt: string | null;
  readonly avatarId: string | null;
  /** Browsers and programs in which they are signed in now. */
  readonly sessions: number;
  readonly waysIn: readonly string[];
}

const columns = `u.id, u.name, u.email, u.email_verified_at is not null as "isVerified", u.roles, u.avatar_id as "avatarId",
  ${stateOfUser('u')} as state, u.created_at as "joinedAt", ${lastSeenOf('u.organization_id', 'u.id')} as "lastSeenAt",
  (select count(*)::int from session s where s.organization_id = u.organization_id and s.user_id = u.id and s.revoked_at is null
    and s.expires_at > now() and s.last_seen_at > now() - interval '12 hours') as sessions,
  array(select distinct i.kind from identity i where i.organization_id = u.organization_id and i.user_id = u.id order by 1) as "waysIn"`;

/** Everything that an administrator sees of a member, in one statement; null for nobody. */
export async function selectMember({ em, organization }: Scope, memberId: string): Promise<MemberRow | null> {
  const [row] = await em.execute<MemberRow[]>(
    `select ${columns} from "user" u where u.organization_id = ? and u.id = ? and u.erased_at is null`,
    [organization.id, memberId],
  );
  return row ?? null;
}
