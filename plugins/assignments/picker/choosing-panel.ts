import { z } from 'zod';
import { problemPanel } from '#plugins/problems';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';

const query = `
  select l.id, coalesce(nullif(c.title, ''), nullif(c.label, '')) as "courseTitle",
    exists (select from link_choice where deep_link_id = l.id and problem_id = ?) as "isChosen"
  from lti_deep_link l join lti_context c on c.id = l.context_id
  where l.organization_id = ? and l.user_id = ? and l.answered_at is null and l.expires_at > now()
  order by l.created_at desc, l.id limit 1`;

interface Open {
  readonly id: string;
  readonly courseTitle: string | null;
  readonly isChosen: boolean;
}

/** On the page of a problem, the way back for whoever is choosing for a course: what they wrote meanwhile is picked there. */
export const choosingPanel = problemPanel({
  name: 'choosing',
  view: view(
    'assignments/picker/panel',
    z.object({ id: z.uuid(), problemId: z.uuid(), courseTitle: z.string().nullable(), isChosen: z.boolean() }),
  ),
  async load({ em, organization, actor }: Scope, { id: problemId, versionId }) {
    if (actor.kind !== 'user' || versionId === null) return null;
    const [open] = await em.execute<Open[]>(query, [problemId, organization.id, actor.id]);
    return open ? { ...open, problemId } : null;
  },
});
