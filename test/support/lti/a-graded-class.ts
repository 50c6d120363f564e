import type { Scope } from '#src/scope/scope.ts';
import { makeAssignment } from '../../../plugins/assignments/make-assignment.ts';
import { aProblem } from '../problem-factories.ts';
import { aClass, type ClassPlatform } from './a-class.ts';

/** A class whose column in the LMS is that of an assignment of one problem, worth 100 points, in which all of them are learners. */
export async function aGradedClass(scope: Scope, platform: ClassPlatform) {
  const { contextId, lineItemId, userIds } = await aClass(scope, platform);
  const { id: problemId, versionId } = await aProblem(scope, { title: 'Two sum' });
  return scope.transaction(async (inside) => {
    const { em, organization } = inside;
    const [courseId, linkId] = [crypto.randomUUID(), crypto.randomUUID()];
    await em.execute(
      `insert into course (id, organization_id, title, label, time_zone, lti_context_id) values (?, ?, 'Course', 'Course', 'UTC', ?)`,
      [courseId, organization.id, contextId],
    );
    await em.execute(
      `insert into lti_resource_link (id, organization_id, deployment_id, context_id, resource_link_id)
        select ?, organization_id, deployment_id, id, 'link' from lti_context where id = ?`,
      [linkId, contextId],
    );
    await em.execute('update lti_line_item set resource_link_id = ?, is_coupled = true where id = ?', [
      linkId,
      lineItemId,
    ]);
    await em.execute(
      `insert into enrollment (id, organization_id, course_id, user_id, role)
        select gen_random_uuid(), ?, ?, id, 'learner' from unnest(?::uuid[]) id`,
      [organization.id, courseId, `{${userIds.join(',')}}`],
    );
    const problems = [{ problemId, points: 100 }];
    const assignment = (await makeAssignment(inside, { courseId, problems, resourceLinkId: linkId, title: null }))!;
    return { assignmentId: assignment.id, courseId, problemId, versionId, lineItemId, userIds };
  });
}
