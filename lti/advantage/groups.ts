import { z } from 'zod';
import type { Scope } from '#src/scope/scope.ts';
import { readPages } from './read-pages.ts';
import { withParameters } from './with-parameters.ts';

export const groupsScope = 'https://purl.imsglobal.org/spec/lti-gs/scope/contextgroup.readonly';
const groupsType = 'application/vnd.ims.lti-gs.v1.contextgroupcontainer+json';
const setsType = 'application/vnd.ims.lti-gs.v1.contextgroupsetcontainer+json';

export interface Group {
  /** What memberships call it. */
  readonly id: string;
  readonly name: string;
  readonly tag: string | null;
  readonly setId: string | null;
}

export interface GroupSet {
  readonly id: string;
  readonly name: string;
}

export interface GroupsRead {
  /** The context's `context_groups_url` or `context_group_sets_url`. */
  readonly url: string;
  /** Only the groups of this member, by their `sub`. */
  readonly userId?: string;
  readonly signal?: AbortSignal;
}

/** The groups of a context, or of one of its members (Course Groups 1.0, 3.2), with no transaction open. Throws LmsRefused. */
export const readGroups = (scope: Scope, registrationId: string, read: GroupsRead): Promise<readonly Group[]> =>
  readAll(scope, registrationId, read, { accept: groupsType, page: GroupPage });

/** The sets into which a context's groups are sorted (3.3). Throws LmsRefused. */
export const readGroupSets = (scope: Scope, registrationId: string, read: GroupsRead): Promise<readonly GroupSet[]> =>
  readAll(scope, registrationId, read, { accept: setsType, page: SetPage });

interface Kind<T> {
  readonly accept: string;
  readonly page: z.ZodType<readonly T[]>;
}

/** A list that broke off in the middle is refused as a whole: half of the groups would look like all of them. */
async function readAll<T>(scope: Scope, registrationId: string, read: GroupsRead, { accept, page }: Kind<T>) {
  const { url, userId, signal } = read;
  const { pages, refusal } = await readPages(scope, registrationId, {
    url: withParameters(url, { user_id: userId }),
    scopes: [groupsScope],
    accept,
    ...(signal ? { signal } : {}),
  });
  if (refusal) throw refusal;
  return pages.flatMap((one) => page.parse(one));
}

const key = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(
    z
      .string()
      .min(1)
      .max(255)
      .refine((value) => !value.includes('\0') && value.isWellFormed()),
  );
const text = z.string().transform((value) => value.replaceAll('\0', '').toWellFormed().trim().slice(0, 300));
const optional = <S extends z.ZodType>(schema: S) =>
  schema
    .nullish()
    .catch(null)
    .transform((value) => value ?? null);

const RawGroup = z
  .object({ id: key, name: text.catch(''), tag: optional(text), set_id: optional(key) })
  .transform(({ id, name, tag, set_id: setId }) => ({ id, name: name || id, tag, setId }));
const RawSet = z.object({ id: key, name: text.catch('') }).transform(({ id, name }) => ({ id, name: name || id }));

/** What cannot be read is left out; an answer without the list has nobody in it. */
const listOf = <S extends z.ZodType>(item: S) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((items) =>
      items.flatMap((one): z.output<S>[] => (item.safeParse(one).success ? [item.parse(one)] : [])),
    );
const GroupPage = z.object({ groups: listOf(RawGroup) }).transform(({ groups }) => groups);
const SetPage = z.object({ sets: listOf(RawSet) }).transform(({ sets }) => sets);
