import { prepared } from '#src/database/prepared.ts';
import type { Scope } from '#src/scope/scope.ts';
import { Assignment } from './assignment.entity.ts';
import { copyAssignment } from './copy-assignment.ts';
import { makeAssignment, usualPoints } from './make-assignment.ts';

export interface LaunchedLink {
  readonly courseId: string;
  readonly link: { readonly id: string; readonly title: string | null };
  /** The assignment or the problem that the link was chosen for; null where that is nothing of ours. */
  readonly itemId: string | null;
}

interface Bound {
  readonly id: string;
  readonly title: string;
  readonly sourceId: string | null;
  readonly problemIds: readonly string[];
}

/** What the link was chosen for is compared here: as a value that may be missing it would have the statement planned at each launch. */
const query = `
  select a.id, a.title, a.source_id as "sourceId",
    array(select problem_id::text from assignment_problem where assignment_id = a.id) as "problemIds"
  from assignment a where a.lti_resource_link_id = $1`;

/**
 * The assignment behind a link: known; or one that was waiting for it; or, in a copied course, a copy of the one that the link
 * names; or made at its first launch for the problem that it names. Two first launches at once meet at the unique key, and the one
 * that lost is tried again as a whole. Null where there is nothing behind it. Throws UniqueConstraintViolationException.
 */
export async function keepAssignment(scope: Scope, launched: LaunchedLink): Promise<string | null> {
  const { link, itemId } = launched;
  const [bound] = await prepared<Bound>(scope.em, query, [link.id]);
  if (bound && isOf(bound, itemId)) return rename(scope, bound, link.title);
  if (itemId === null) return null;
  // Chosen anew for something else: what was handed in before stays where it is.
  if (bound) await bindTo(scope, bound, null);
  const id = await findOrMake(scope, { ...launched, itemId });
  if (id) return id;
  if (bound) await bindTo(scope, bound, link.id);
  return bound?.id ?? null;
}

const isOf = ({ id, sourceId, problemIds }: Bound, itemId: string | null) =>
  itemId === null || [id, sourceId, ...problemIds].includes(itemId.toLowerCase());

async function findOrMake(scope: Scope, { courseId, link, itemId }: LaunchedLink & { readonly itemId: string }) {
  const title = said(link.title);
  const source = await scope.em.findOne(Assignment, { id: itemId });
  const place = { courseId, resourceLinkId: link.id, title };
  if (source?.isAwaitingLink && source.course.id === courseId) return bindFirst(scope, source, place);
  if (source) return copyAssignment(scope, source, place);
  const problems = [{ problemId: itemId, points: usualPoints }];
  return (await makeAssignment(scope, { ...place, problems }))?.id ?? null;
}

/** Its link exists now. */
async function bindFirst(
  { em }: Scope,
  source: Assignment,
  { resourceLinkId, title }: { readonly resourceLinkId: string; readonly title: string | null },
) {
  const bound = { ltiResourceLink: resourceLinkId, isAwaitingLink: false, title: title ?? source.title };
  await em.nativeUpdate(Assignment, { id: source.id }, bound);
  return source.id;
}

const bindTo = ({ em }: Scope, { id }: Bound, ltiResourceLink: string | null) =>
  em.nativeUpdate(Assignment, { id }, { ltiResourceLink });

/** It is called as in the LMS. What a platform leaves out stays as it was. */
async function rename({ em }: Scope, { id, title }: Bound, given: string | null) {
  const next = said(given) ?? title;
  if (next !== title) await em.nativeUpdate(Assignment, { id }, { title: next });
  return id;
}

const said = (title: string | null) => title?.trim() || null;
