import { z } from 'zod';
import { assignedPath, assignmentPath, selectTaughtAssignment } from '#plugins/assignments';
import { problemPath } from '#plugins/problems';
import { page } from '#src/http/reply.ts';
import { get, idOf } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { HintRow } from '../asking/select-hints.ts';
import { hintView } from './hint-views.ts';
import { saidHint } from './said-hint.ts';

type Row = Pick<HintRow, 'id' | 'number' | 'kind' | 'state' | 'source' | 'content' | 'lacking' | 'askedAt'> & {
  readonly userId: string;
  readonly userName: string;
  readonly problemId: string;
  readonly problemTitle: string;
  readonly assignmentId: string | null;
  readonly model: string | null;
  readonly sent: { role: string; content: string }[] | null;
};

const query = `
  select h.id, h.number, h.kind, h.state, h.source, h.content, h.lacking, h.created_at as "askedAt", h.user_id as "userId",
    u.name as "userName", h.problem_id as "problemId", p.title as "problemTitle", h.assignment_id as "assignmentId", h.model, h.sent
  from hint_request h join "user" u on u.id = h.user_id join problem p on p.id = h.problem_id
  where h.organization_id = ? and h.id = ?`;

/** Whoever asked for it, and those who teach in its assignment; null for everybody else. */
async function selectHint(scope: Scope, id: string) {
  const { em, organization, actor } = scope;
  if (actor.kind !== 'user') return null;
  const [row] = await em.execute<Row[]>(query, [organization.id, id]);
  if (!row) return null;
  if (row.userId === actor.id) return { ...row, isOwn: true };
  const isTaught = row.assignmentId !== null && (await selectTaughtAssignment(scope, row.assignmentId)) !== null;
  return isTaught ? { ...row, isOwn: false } : null;
}

/** What was said, and what a model was told for it. */
export const hintPageRoute = get('/hints/:id', {
  summary: 'A hint, what it came from, and exactly what was sent to a model for it',
  answer: hintView,
  params: z.object({ id: idOf('hintRequest') }),
  allow: (scope, { id }) => selectHint(scope, id),
  handle: async (_scope, { row }) => {
    const { problemTitle, isOwn, userName, model, lacking, sent, askedAt } = row;
    const data = {
      ...saidHint(row),
      problemTitle,
      back: backOf(row),
      userName: isOwn ? null : userName,
      askedAt: new Date(askedAt).toISOString(),
      model: row.source === 'model' ? model : null,
      lacking,
      sent,
    };
    return page(hintView, data, { title: problemTitle });
  },
});

function backOf({ isOwn, assignmentId, problemId }: Row & { readonly isOwn: boolean }) {
  if (assignmentId === null) return `${problemPath(problemId)}/solve`;
  return isOwn ? assignedPath(assignmentId, problemId) : `${assignmentPath(assignmentId)}/hints`;
}
