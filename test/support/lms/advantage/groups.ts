import { flavours } from '../flavours/flavours.ts';
import { groupSetsOf, groupsOf } from '../roster/groups.ts';
import type { Answer } from './answer.ts';
import type { Asked } from './asked.ts';
import { contextOf } from './context-of.ts';
import { mediaTypes } from './media-types.ts';
import { pageOf } from './page-of.ts';

/** The groups of a course, or those that one person is in (1EdTech's LTI Course Groups Service 1.0). */
export function listGroups(asked: Asked): Answer {
  const { lms, course, dialect, query } = asked;
  const { subject } = flavours[asked.tool.flavour];
  const groups = groupsOf(lms, course.id)
    .filter(({ members }) => members.some((id) => query['user_id'] === undefined || subject(id) === query['user_id']))
    .map(({ id, name, setId }) => ({ id, name, set_id: setId }));
  const { from, limit } = dialect.paging(query, null);
  const page = pageOf(groups, from, limit);
  return {
    status: 200,
    type: mediaTypes.groups,
    body: { id: dialect.addresses.groups(asked), context: contextOf(asked), groups: page.items },
    link: dialect.link(asked.url, page, 'groups'),
  };
}

export function listGroupSets(asked: Asked): Answer {
  const { course, dialect, query } = asked;
  const { from, limit } = dialect.paging(query, null);
  const page = pageOf(groupSetsOf(course.id), from, limit);
  return {
    status: 200,
    type: mediaTypes.groupSets,
    body: { id: dialect.addresses.groupSets(asked), context: contextOf(asked), sets: page.items },
    link: dialect.link(asked.url, page, 'groupSets'),
  };
}
