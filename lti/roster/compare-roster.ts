import { personName } from '../person-name.ts';
import { courseRoleOf, isExpectedOnRosters, isTestUser } from '../roles.ts';
import type { Member } from '../advantage/member.ts';

/** Somebody of whom the context knows already, by one of their ids at the platform. */
export interface KnownMember {
  /** Of the membership. */
  readonly id: string;
  /** Their `sub`; null for somebody whom the platform cannot name any more. */
  readonly subject: string | null;
  readonly name: string;
  readonly roles: readonly string[];
  readonly isTestUser: boolean;
  readonly personSourcedId: string | null;
  readonly groupIds: readonly string[];
  readonly isMissing: boolean;
  readonly hasLeft: boolean;
  /** They launched after the read had begun: the list may be older than they are. */
  readonly isNewer: boolean;
}

/** What a membership becomes. */
export interface MembershipChange {
  readonly id: string;
  readonly roles: readonly string[];
  readonly isTestUser: boolean;
  readonly personSourcedId: string | null;
  readonly groupIds: readonly string[];
  /** Null for what nobody needs to look at. */
  readonly change: 'changed' | 'returned' | null;
  readonly formerRoles: readonly string[] | null;
  readonly formerName: string | null;
}

export interface RosterDifference {
  readonly joined: readonly Member[];
  readonly changes: readonly MembershipChange[];
  /** Memberships that the list lacks; always none for a partial one. */
  readonly missing: readonly string[];
}

/**
 * What a list of members changes in a context. Whoever is not active counts as not listed. Nobody is missing who is not expected
 * on a roster, who came after it was read, or whom a list may only not have reached.
 */
export function compareRoster(
  known: readonly KnownMember[],
  listed: readonly Member[],
  isComplete: boolean,
): RosterDifference {
  const active = new Map(listed.filter(({ isActive }) => isActive).map((member) => [member.userId, member]));
  const bySubject = new Map(known.flatMap((one) => (one.subject === null ? [] : [[one.subject, one] as const])));
  const found = new Set<string>();
  const joined: Member[] = [];
  const changes: MembershipChange[] = [];
  for (const member of active.values()) {
    const before = bySubject.get(member.userId);
    if (!before) joined.push(member);
    else if (!found.has(before.id)) {
      found.add(before.id);
      const change = changeOf(before, member);
      if (change) changes.push(change);
    }
  }
  const lacks = (one: KnownMember) => !found.has(one.id) && !one.hasLeft && !one.isMissing && mayBeMissing(one);
  return { joined, changes, missing: isComplete ? [...new Set(known.filter(lacks).map(({ id }) => id))] : [] };
}

const mayBeMissing = ({ subject, isNewer, isTestUser: isTest, roles }: KnownMember) =>
  subject !== null && !isNewer && !isTest && isExpectedOnRosters(roles);

/** Roles are compared by what they mean in a course: rosters write them shorter, and leave out those of the institution. */
function changeOf(before: KnownMember, member: Member): MembershipChange | null {
  const name = nameOf(member);
  const hasOtherRole = courseRoleOf(before.roles) !== courseRoleOf(member.roles);
  const hasOtherName = name !== null && name !== before.name;
  const isTest = before.isTestUser || isTestUser(member.roles);
  const personSourcedId = member.personSourcedId ?? before.personSourcedId;
  const isSame =
    !hasOtherRole &&
    !hasOtherName &&
    isTest === before.isTestUser &&
    personSourcedId === before.personSourcedId &&
    !before.isMissing &&
    !before.hasLeft &&
    isEqual(before.groupIds, member.groupIds);
  if (isSame) return null;
  return {
    id: before.id,
    roles: hasOtherRole ? member.roles : before.roles,
    isTestUser: isTest,
    personSourcedId,
    groupIds: member.groupIds,
    change: before.hasLeft ? 'returned' : hasOtherRole || hasOtherName ? 'changed' : null,
    formerRoles: hasOtherRole ? before.roles : null,
    formerName: hasOtherName ? before.name : null,
  };
}

export const nameOf = ({ name, givenName, familyName }: Member) =>
  personName({ name, given_name: givenName, family_name: familyName });

const isEqual = (one: readonly string[], other: readonly string[]) =>
  one.toSorted().join(' ') === other.toSorted().join(' ');
