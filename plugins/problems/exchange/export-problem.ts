import { audit } from '#src/audit/audit.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { ProblemRow } from '../allow-problem.ts';
import { openContent } from '../content/seal-content.ts';
import { ProblemDraft } from '../problem-draft.entity.ts';
import { selectTopicNames } from '../topics/select-topics.ts';
import type { ExportedProblem } from './exported-problem.ts';

/** What its author has written, to keep or to take elsewhere. Hidden tests are read with it, and that is remembered. */
export async function exportProblem(scope: Scope, { id }: ProblemRow): Promise<ExportedProblem> {
  const draft = await scope.em.findOneOrFail(ProblemDraft, { problem: id });
  const { topicIds, ...problem } = openContent(scope, draft);
  const topics = (await selectTopicNames(scope)).filter((topic) => topicIds.includes(topic.id));
  await audit(scope, { action: 'problem.exported', target: { type: 'problem', id } });
  return { format: 'assay-problem', formatVersion: 1, topics: topics.map(({ name }) => name), problem };
}
