import { courseWork } from '#plugins/courses';

const titles = `
  select a.title from assignment a left join lti_resource_link l on l.id = a.lti_resource_link_id
  where a.organization_id = ? and a.course_id = ? and (?::uuid is null or l.context_id = ?) order by lower(a.title), a.id`;

/** With them go submissions, grades and what the LMS was told: all of that belongs to the assignment. */
const move = `
  update assignment a set course_id = ? from lti_resource_link l
  where a.organization_id = ? and a.course_id = ? and l.id = a.lti_resource_link_id and l.context_id = ?`;

/** The assignments behind the links of a context go with it into another course, and back. */
export const assignmentsOfCourses = courseWork({
  async titles({ em, organization }, courseId, contextId) {
    const rows = await em.execute<{ title: string }[]>(titles, [organization.id, courseId, contextId, contextId]);
    return rows.map(({ title }) => title);
  },
  async move({ em, organization }, { from, to, contextId }) {
    await em.execute(move, [to, organization.id, from, contextId]);
  },
});
