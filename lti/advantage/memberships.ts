import type { Scope } from '#src/scope/scope.ts';
import { onceEach, RawMembers, type Member } from './member.ts';
import { readPages, type Incomplete } from './read-pages.ts';
import { LmsRefused } from './lms-refused.ts';
import { withParameters } from './with-parameters.ts';

export const membershipsScope = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';
const accept = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json';

export interface MembershipsRead {
  /** The context's `context_memberships_url`, with whatever query it has. */
  readonly url: string;
  /** A hint: more or fewer may come in a page (NRPS 2.4.2). */
  readonly limit?: number;
  /** A whole role or a short one (NRPS 2.4.1). */
  readonly role?: string;
  /** The `resource_link.id` of a link: who can reach it, with what it says to each (NRPS 3). */
  readonly resourceLinkId?: string;
  /** Asks for the groups of each member (Course Groups 1.0). */
  readonly withGroups?: boolean;
  readonly maxPages?: number;
  readonly withinMs?: number;
  readonly signal?: AbortSignal;
  readonly heard?: (pages: number) => Promise<void>;
}

export interface Memberships {
  readonly members: readonly Member[];
  readonly pages: number;
  /** Why there may be more; null where this is everybody. */
  readonly incomplete: Incomplete | null;
  readonly refusal: LmsRefused | null;
  /** False where the platform would not list a link alone, so that these are the context's. */
  readonly isOfLink: boolean;
}

/**
 * Reads the memberships of a context to the last page, with no transaction open. What breaks off in the middle is said to be
 * incomplete. Throws LmsRefused where not even the first page came.
 */
export async function readMemberships(
  scope: Scope,
  registrationId: string,
  read: MembershipsRead,
): Promise<Memberships> {
  const { resourceLinkId } = read;
  try {
    return await readOnce(scope, registrationId, read);
  } catch (error) {
    if (resourceLinkId === undefined || !(error instanceof LmsRefused) || !isOfTheRequest(error)) throw error;
    const { resourceLinkId: _, ...ofContext } = read;
    return readOnce(scope, registrationId, ofContext);
  }
}

/** Not every platform knows `rlid`, and each refuses it in its own way. */
const isOfTheRequest = ({ status, isRetryable }: LmsRefused) =>
  status !== null && (status === 501 || (!isRetryable && status !== 401));

async function readOnce(scope: Scope, registrationId: string, read: MembershipsRead): Promise<Memberships> {
  const { url, limit, role, resourceLinkId: rlid, withGroups, maxPages, withinMs, signal, heard } = read;
  const { pages, incomplete, refusal } = await readPages(scope, registrationId, {
    url: withParameters(url, { limit, role, rlid, groups: withGroups === true ? 'true' : undefined }),
    scopes: [membershipsScope],
    accept,
    ...(maxPages === undefined ? {} : { maxPages }),
    ...(withinMs === undefined ? {} : { withinMs }),
    ...(signal ? { signal } : {}),
    ...(heard ? { heard } : {}),
  });
  const containers = pages.map((page) => RawMembers.safeParse(page));
  if (containers[0]?.success === false) throw notMembers();
  const isReadable = containers.every(({ success }) => success);
  return {
    members: onceEach(containers.flatMap(({ data }) => data?.members ?? [])),
    pages: pages.length,
    incomplete: incomplete ?? (isReadable ? null : 'refused'),
    refusal,
    isOfLink: rlid !== undefined,
  };
}

const notMembers = () =>
  new LmsRefused({
    status: null,
    words: 'the answer is no list of members',
    retryAfterSeconds: null,
    isRetryable: true,
  });
