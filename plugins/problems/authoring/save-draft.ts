import { refuseStale } from '#src/http/stale-save/refuse-stale.ts';
import type { Scope } from '#src/scope/scope.ts';
import { seenBy } from '../authors.ts';
import { ProblemContent } from '../content/problem-content.ts';
import { openContent, sealContent } from '../content/seal-content.ts';
import { ProblemDraft } from '../problem-draft.entity.ts';
import { Problem } from '../problem.entity.ts';
import { showInCatalogue } from '../publishing/show-in-catalogue.ts';

export interface DraftChange {
  readonly problemId: string;
  /** Of the draft that the person had before them. */
  readonly version: number;
  readonly change: (content: ProblemContent) => ProblemContent;
}

/**
 * Saves what somebody changed in a draft. Throws DomainError `conflict` with both texts of what they changed when somebody else
 * saved since. What changes nothing is no save.
 */
export async function saveDraft(scope: Scope, { problemId, version, change }: DraftChange): Promise<ProblemDraft> {
  const { em } = scope;
  const draft = await em.findOneOrFail(ProblemDraft, { problem: problemId });
  const standing = openContent(scope, draft);
  const next = seenBy(scope.actor, ProblemContent.parse(change(standing)));
  const changed = changedFields(standing, next);
  if (changed.length === 0) return draft;
  refuseStale({ ...standing, version: draft.version }, { ...next, version }, changed);
  draft.content = sealContent(scope, next, draft.id);
  draft.savedAt = scope.now();
  const problem = await em.findOneOrFail(Problem, { id: problemId });
  if (!problem.publishedAt) await showInCatalogue(scope, problem, next);
  await em.flush();
  return draft;
}

const changedFields = (standing: ProblemContent, next: ProblemContent) =>
  (Object.keys(next) as (keyof ProblemContent)[]).filter(
    (field) => JSON.stringify(standing[field]) !== JSON.stringify(next[field]),
  );
