import { audit } from '#src/audit/audit.ts';
import { DomainError } from '#src/errors.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { forgetSearchChoices } from '../catalogue/search-choices.ts';
import { openContent } from '../content/seal-content.ts';
import { Words } from '../content/words.ts';
import { currentVersionOf } from '../current-version.ts';
import { ProblemDraft } from '../problem-draft.entity.ts';
import { Problem } from '../problem.entity.ts';
import { StatementRevision } from '../statement-revision.entity.ts';
import { showInCatalogue } from './show-in-catalogue.ts';

/**
 * Mends what people read of the current version, by the words of the draft: a revision of its own, with the same tests. Throws
 * DomainError `conflict` where nothing is published yet.
 */
export async function reviseStatement(scope: Scope, problemId: string): Promise<StatementRevision> {
  const { em, actor } = scope;
  const problem = await em.findOneOrFail(Problem, { id: problemId });
  const version = await currentVersionOf(scope, problemId);
  if (!version || problem.removedAt) throw new DomainError('conflict', 'problems.publishing.nothingPublished');
  const content = openContent(scope, await em.findOneOrFail(ProblemDraft, { problem: problemId }));
  const last = await em.findOneOrFail(StatementRevision, { version: version.id }, { orderBy: { number: 'desc' } });
  const revision = em.create(StatementRevision, {
    version,
    number: last.number + 1,
    words: Words.parse(content),
    revisedBy: actor.kind === 'user' ? em.getReference(User, actor.id) : null,
  } as never);
  await showInCatalogue(scope, problem, content);
  await em.flush();
  forgetSearchChoices(scope);
  const payload = { version: version.number, revision: revision.number };
  await audit(scope, { action: 'problem.revised', target: { type: 'problem', id: problemId }, payload });
  return revision;
}
