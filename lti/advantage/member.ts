import { z } from 'zod';
import { claimNames, messageTypes } from '../claim-names.ts';

/** Somebody in a context as the platform lists them (NRPS 2.2); each `userId` once. */
export interface Member {
  /** The `sub` of their launches. */
  readonly userId: string;
  /** Short or whole, as they came. */
  readonly roles: readonly string[];
  /** `Deleted` comes only in differences, and means the same here as `Inactive`. */
  readonly isActive: boolean;
  readonly name: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly personSourcedId: string | null;
  /** The platform's ids of their groups, where it was asked for them. */
  readonly groupIds: readonly string[];
  /** Custom values of the asked link for this member; null without a link. */
  readonly custom: Readonly<Record<string, string>> | null;
}

/** PostgreSQL holds neither zero characters nor half of a surrogate pair. */
const isStorable = (value: string) => !value.includes('\0') && value.isWellFormed();

const text = z
  .string()
  .transform((value) => value.replaceAll('\0', '').toWellFormed().trim().slice(0, 300) || null)
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);
const id = z.union([z.string(), z.number()]).transform(String).pipe(z.string().min(1).max(255).refine(isStorable));
const words = z
  .array(z.unknown())
  .transform(
    (values) => values.filter((value) => typeof value === 'string' && isStorable(value)).slice(0, 100) as string[],
  );

const RawMember = z.object({
  user_id: id,
  roles: words.catch([]),
  status: z.string().nullish().catch(null),
  name: text,
  given_name: text,
  family_name: text,
  lis_person_sourcedid: text,
  group_enrollments: z
    .array(z.object({ group_id: id }))
    .nullish()
    .catch(null),
  message: z.array(z.looseObject({})).nullish().catch(null),
});

/** A page of members. Somebody without an id cannot be told from anybody, and does not spoil the others. */
export const RawMembers = z.object({
  members: z
    .array(z.unknown())
    .transform((members) => members.flatMap((member) => RawMember.safeParse(member).data ?? [])),
});

/** Members may stand on several pages, or once for each section: roles and groups of all, active where any is (NRPS 2.3). */
export function onceEach(members: readonly z.output<typeof RawMember>[]): Member[] {
  const found = new Map<string, Member>();
  for (const member of members) {
    const now = memberOf(member);
    const before = found.get(now.userId);
    found.set(now.userId, before ? joined(before, now) : now);
  }
  return [...found.values()];
}

const joined = (one: Member, other: Member): Member => ({
  ...one,
  roles: [...new Set([...(one.isActive ? one.roles : []), ...(other.isActive ? other.roles : [])])],
  isActive: one.isActive || other.isActive,
  groupIds: [...new Set([...one.groupIds, ...other.groupIds])],
});

const memberOf = (member: z.output<typeof RawMember>): Member => ({
  userId: member.user_id,
  roles: member.roles,
  isActive: !/^(inactive|deleted)$/i.test(member.status ?? ''),
  name: member.name,
  givenName: member.given_name,
  familyName: member.family_name,
  personSourcedId: member.lis_person_sourcedid,
  groupIds: member.group_enrollments?.map(({ group_id: groupId }) => groupId) ?? [],
  custom: customOf(member.message),
});

const Custom = z.record(z.string(), z.unknown()).catch({});

function customOf(messages: readonly Readonly<Record<string, unknown>>[] | null | undefined) {
  const message = messages?.find((one) => one[claimNames.messageType] === messageTypes.resourceLink);
  if (!message) return null;
  const values = Object.entries(Custom.parse(message[claimNames.custom] ?? {}));
  return Object.fromEntries(values.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}
