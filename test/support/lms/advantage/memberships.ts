import { membersOf, type Member } from '../roster/roster.ts';
import { groupsOf } from '../roster/groups.ts';
import { Refusal, type Answer } from './answer.ts';
import type { Asked } from './asked.ts';
import { contextOf } from './context-of.ts';
import { mediaTypes } from './media-types.ts';
import { pageOf } from './page-of.ts';

/** Who is in the course; for one resource link, also what its launches would say of each. */
export function listMembers(asked: Asked): Answer {
  const { dialect, query } = asked;
  const activityId = activityOf(asked);
  const { from, limit } = dialect.paging(query, dialect.memberships.pageSize);
  const listed = membersOf(asked.lms, asked.course.id).filter(
    (member) => dialect.memberships.lists(member) && hasRole(asked, member, query['role']),
  );
  const page = pageOf(listed, from, limit);
  const members = page.items.map((member) => ({
    ...dialect.memberships.shown(asked, member),
    ...(activityId === null ? {} : { message: [dialect.memberships.message(asked, member, activityId)] }),
    ...(query['groups'] === 'true' ? { group_enrollments: enrolledIn(asked, member) } : {}),
  }));
  return {
    status: 200,
    type: mediaTypes.memberships,
    body: { id: dialect.addresses.memberships(asked), context: contextOf(asked), members },
    link: dialect.link(asked.url, page, 'memberships'),
  };
}

function activityOf({ lms, tool, course, dialect, query }: Asked): string | null {
  const rlid = query['rlid'];
  if (rlid === undefined) return null;
  const activity = lms.activities.find(
    ({ id, courseId, clientId }) =>
      dialect.resourceLinkId(id) === rlid && courseId === course.id && clientId === tool.clientId,
  );
  if (!activity) throw new Refusal(404, 'No such resource link in this course');
  return activity.id;
}

/** Asked for by its short name or by its URI, whichever of them it is shown as. */
const hasRole = ({ dialect }: Asked, { enrolment }: Member, asked: unknown) =>
  typeof asked !== 'string' ||
  dialect.memberships
    .roles(enrolment.part)
    .some((role) => role === asked || role.endsWith(`#${asked}`) || asked.endsWith(`#${role}`));

const enrolledIn = ({ lms, course }: Asked, { person }: Member) =>
  groupsOf(lms, course.id)
    .filter(({ members }) => members.includes(person.id))
    .map(({ id }) => ({ group_id: id }));
