import { z } from 'zod';
import { keepLineItem } from '#lti';
import { DomainError } from '#src/errors.ts';
import { defineJob, type Job } from '#src/jobs/job.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { untoldReasons } from '../grade.entity.ts';
import { resourceIdOf } from '../select-rules.ts';
import { columnMade } from './column-made.ts';

const Data = z.object({ assignmentId: z.uuid() });
type Data = z.output<typeof Data>;

/** Makes a column in the LMS for an assignment whose link has none; the grades that waited for it are told then. */
export const makeColumnJob: Job<Data> = defineJob({
  name: 'grading.makeColumn',
  data: Data,
  work: 'steps',
  outgoing: true,
  async run(scope, { assignmentId }) {
    const form = await scope.transaction((inside) => selectColumn(inside, assignmentId), { readOnly: true });
    if (!form) return;
    if (form.contextId === null) return remember(scope, assignmentId, 'noGradebook');
    try {
      await keepLineItem(scope, { ...form, contextId: form.contextId });
    } catch (error) {
      // The platform offers no gradebook, or not to us: to ask again at once would change nothing.
      if (error instanceof DomainError && error.refusal === 'conflict')
        return remember(scope, assignmentId, 'noGradebook');
      throw error;
    }
    await scope.transaction((inside) => inside.emit(columnMade, { assignmentId }));
  },
  gaveUp: (scope, { assignmentId }) => remember(scope, assignmentId, 'refused'),
});

/** In the open transaction. */
export const enqueueColumn = (scope: Scope, assignmentId: string): Promise<void> =>
  scope.enqueue(makeColumnJob, { assignmentId });

interface Column {
  readonly contextId: string | null;
  readonly resourceLinkId: string | null;
  readonly label: string;
  readonly scoreMaximum: number;
}

async function selectColumn({ em, organization }: Scope, assignmentId: string) {
  const [row] = await em.execute<Column[]>(
    `select c.lti_context_id as "contextId", a.lti_resource_link_id as "resourceLinkId", a.title as label,
        (select sum(points)::float8 from assignment_problem where assignment_id = a.id) as "scoreMaximum"
      from assignment a join course c on c.id = a.course_id where a.organization_id = ? and a.id = ?`,
    [organization.id, assignmentId],
  );
  if (!row) return null;
  const { resourceLinkId, ...column } = row;
  return {
    ...column,
    ...(resourceLinkId === null ? {} : { resourceLinkId }),
    resourceId: resourceIdOf(assignmentId),
    tag: 'grade',
  };
}

/** Where staff and students see it. */
const remember = (scope: Scope, assignmentId: string, reason: (typeof untoldReasons)[number]) =>
  scope.transaction(async ({ em, organization }) => {
    await em.execute(
      'update grade set untold = ? where organization_id = ? and assignment_id = ? and told_state is null',
      [reason, organization.id, assignmentId],
    );
  });
