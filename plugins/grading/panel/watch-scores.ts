import { scoreWatcher } from '#lti';
import { publish } from '#src/http/live/publish.ts';
import { classTopic } from '../students/class-topic.ts';
import { gradeTopic } from './grade-topic.ts';

/** Of the link's own column by the link, of the one that we made by its resource id. */
const query = `
  select a.id from lti_line_item i
    join assignment a on (i.is_coupled and a.lti_resource_link_id = i.resource_link_id)
      or a.id = case when i.resource_id ~ '^assignment\\.[0-9a-f-]{36}$' then substr(i.resource_id, 12)::uuid end
  where i.organization_id = ? and i.id = ?`;

/** Whether the LMS has a grade now is seen where the grade is, without loading the page again. */
export const watchScores = scoreWatcher(async (scope, { lineItemId, userId }) => {
  const rows = await scope.em.execute<{ id: string }[]>(query, [scope.organization.id, lineItemId]);
  for (const { id: assignmentId } of rows) {
    publish(scope, gradeTopic, { assignmentId, userId });
    publish(scope, classTopic, { assignmentId });
  }
});
