import { DomainError, invalid } from '#src/errors.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { checkContent } from '../content/check-content.ts';
import { openContent, sealContent } from '../content/seal-content.ts';
import type { Solution } from '../content/solutions.ts';
import { ProblemDraft } from '../problem-draft.entity.ts';
import { publishProblem } from './publish-problem.ts';
import { Publishing } from './publishing.entity.ts';
import type { Trial } from './trial.ts';

/**
 * Has the solutions of a draft run, and publishes it when each does what it should. Throws DomainError `invalid` for a draft in
 * which something is lacking, `conflict` while it is being published
 * already, or where it was taken out of the catalogue.
 */
export async function askToPublish(scope: Scope, problemId: string): Promise<Publishing> {
  const { em, actor } = scope;
  // Of two who ask at once the second waits here, and then sees the first one's.
  const [problem] = await em.execute<{ isRemoved: boolean }[]>(
    'select removed_at is not null as "isRemoved" from problem where organization_id = ? and id = ? for update',
    [scope.organization.id, problemId],
  );
  if (problem?.isRemoved) throw new DomainError('conflict', 'problems.removal.isRemoved');
  if (await em.findOne(Publishing, { problem: problemId, state: 'running' }))
    throw new DomainError('conflict', 'problems.publishing.running');
  const content = openContent(scope, await em.findOneOrFail(ProblemDraft, { problem: problemId }));
  const lacking = checkContent(content);
  if (lacking.length > 0) throw invalid(...lacking);
  const id = crypto.randomUUID();
  const publishing = em.create(Publishing, {
    id,
    problem: problemId,
    state: 'running',
    content: sealContent(scope, content, id),
    trials: content.solutions.map(untried),
    requestedBy: actor.kind === 'user' ? em.getReference(User, actor.id) : null,
    endedAt: null,
    version: null,
  } as never);
  await em.flush();
  await scope.enqueue(publishProblem, { publishingId: id });
  return publishing;
}

const untried = ({ id, name, role, language }: Solution): Trial => ({
  id,
  name,
  role,
  language,
  verdict: null,
  isRight: null,
  failedTests: [],
  brokenRules: [],
  compileOutput: null,
  isUnanswered: false,
});
