import type { Scope } from '#src/scope/scope.ts';
import { LtiLineItem } from '../../lti/line-item.entity.ts';
import { anAssignment } from './assignment-factories.ts';
import { aCourse } from './course-factories.ts';
import type { Filling } from './fill-class.ts';

/** Ten tests, of which students see the names of two. */
const tests = Array.from({ length: 10 }, (_, index) => ({
  id: `t${index + 1}`,
  name: index < 2 ? ['Small numbers', 'Equal to the limit'][index]! : `Test ${index + 1}`,
  visibility: index < 2 ? ('sample' as const) : ('hidden' as const),
  stdin: `${index} 2\n`,
  expected: `${index + 2}\n`,
}));

/** A course that somebody teaches, with assignments of ten tests whose columns the LMS keeps. */
export async function aTaughtClass(scope: Scope, teacherId: string, titles: readonly string[]): Promise<Filling> {
  const courseId = await aCourse(scope, { text: 'Algorithms I', people: [{ id: teacherId, role: 'instructor' }] });
  const assignments: { id: string; lineItemId: string }[] = [];
  for (const text of titles) {
    const { id, linkId } = await anAssignment(scope, { text, courseId, tests });
    assignments.push({ id, lineItemId: await aColumn(scope, linkId) });
  }
  return { organizationId: scope.organization.id, courseId, assignments };
}

const aColumn = (scope: Scope, resourceLink: string) =>
  scope.transaction(async ({ em }) => {
    const [link] = await em.execute<{ deployment: string; context: string }[]>(
      'select deployment_id as deployment, context_id as context from lti_resource_link where id = ?',
      [resourceLink],
    );
    const url = `https://lms.example/${resourceLink}`;
    const fields = { ...link!, resourceLink, url, label: 'Column', scoreMaximum: 100, isCoupled: true };
    const item = em.create(LtiLineItem, fields as never);
    await em.flush();
    return item.id;
  });
