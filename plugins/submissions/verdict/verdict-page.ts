import type { Statement } from '#plugins/problems';
import { livePath, topicAddress } from '#src/http/live/topic.ts';
import { page, redirect, type Reply } from '#src/http/reply.ts';
import type { Visit } from '#src/http/visit.ts';
import { notFound } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { sideBySide } from '#src/scope/side-by-side.ts';
import { submissionPath } from '../paths.ts';
import { selectSubmission, type SubmissionRow } from './select-submission.ts';
import { loadPanels } from './submission-panel.ts';
import { submissionTopic } from './submission-topic.ts';
import { readVerdict } from './verdict-fields.ts';
import { submissionView, verdictView } from './verdict-view.ts';
import { placeOfWork } from './work-place.ts';

/** A submission as a page of its own. */
export const submissionPage = async (scope: Scope, row: SubmissionRow): Promise<Reply> =>
  page(submissionView, await connected(scope, row));

/** For routes that take in something whose verdict is to come: 202, and a browser without script goes to its page [CON-31]. */
export async function acceptedPage(scope: Scope, id: string, { representation }: Visit): Promise<Reply> {
  if (representation === 'page') return redirect(submissionPath(id));
  const row = await selectSubmission(scope, id);
  if (!row) throw notFound('submission');
  return page(verdictView, await connected(scope, row), { status: 202 });
}

/** A submission with the connection by which its page hears of changes. */
export async function connected(scope: Scope, row: SubmissionRow, known?: Statement) {
  const [fields, panels] = await sideBySide([readVerdict(scope, row, known), loadPanels(scope, row)]);
  const own = fields.isFinal ? null : topicAddress(submissionTopic, { submissionId: row.id });
  const topics = [own, ...panels.map(({ live }) => live)].filter((topic) => topic !== null);
  const live = topics.length > 0 ? livePath(topics) : null;
  return { ...fields, live, panels, ...placeOfWork(scope, row) };
}
