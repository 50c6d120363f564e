import { z } from 'zod';
import { chosenItem, launchListener, launchTarget, type Launch } from '#lti';
import { launchedCourse } from '#plugins/courses';
import type { Scope } from '#src/scope/scope.ts';
import { deepLinkKind } from './deep-link.ts';
import { linkPath } from './linking/link-path.ts';
import { keepAssignment } from './keep-assignment.ts';
import { assignmentPath } from './paths.ts';

/** What the listener found, for the target. */
const assignments = new WeakMap<Launch, string>();

/** A launch of a link that was chosen for a problem leads to the assignment behind it. */
export const launches = [
  launchListener(async (scope, launch) => {
    const courseId = launchedCourse(launch);
    const link = launch.resourceLink;
    if (launch.messageType !== 'LtiResourceLinkRequest' || !courseId || !link) return;
    const assignmentId = await keepAssignment(scope, { courseId, link, itemId: await itemOf(scope, launch) });
    if (assignmentId) assignments.set(launch, assignmentId);
  }),
  launchTarget(async (_scope, launch) => {
    const assignmentId = assignments.get(launch);
    return assignmentId ? assignmentPath(assignmentId) : emptyLink(launch);
  }),
];

/** Those who teach choose what stands behind a link for which nobody has chosen anything; learners are told so by the course. */
function emptyLink(launch: Launch) {
  const { messageType, role, resourceLink, custom, claims } = launch;
  const courseId = launchedCourse(launch);
  const isStaff = role === 'instructor' || role === 'teachingAssistant';
  if (messageType !== 'LtiResourceLinkRequest' || !isStaff || !courseId || !resourceLink) return null;
  const isChosen = custom.item !== undefined || URL.parse(claims.targetLinkUri)?.searchParams.has('item');
  return isChosen ? null : linkPath({ courseId, linkId: resourceLink.id });
}

// Made once: a schema costs more than what it checks here.
const Id = z.uuid();

/** People can write into an LMS whatever they like; a copy of a link that lost what it was chosen for still has a history. */
const itemOf = async (scope: Scope, launch: Launch) =>
  Id.safeParse(chosenItem(launch, deepLinkKind)).data ?? (await findFormer(scope, launch));

const query = `
  select a.id from lti_resource_link l join assignment a on a.lti_resource_link_id = l.id
  where l.organization_id = ? and l.deployment_id = ? and l.resource_link_id = any(?::text[]) and l.id <> ?
  order by array_position(?::text[], l.resource_link_id) limit 1`;

/** The assignment of the link that this one was copied from, the last one first; null for a link without a history. */
async function findFormer({ em, organization }: Scope, { custom, deploymentId, resourceLink }: Launch) {
  const former = custom.resource_link_id_history?.split(',').filter((id) => id && !id.startsWith('$')) ?? [];
  if (former.length === 0 || !resourceLink || custom.item !== undefined) return null;
  const ids = `{${former.map((id) => JSON.stringify(id)).join(',')}}`;
  const [row] = await em.execute<{ id: string }[]>(query, [organization.id, deploymentId, ids, resourceLink.id, ids]);
  return row?.id ?? null;
}
