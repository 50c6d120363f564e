import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { ProblemContent } from '../content/problem-content.ts';
import { sealContent } from '../content/seal-content.ts';
import { shownOf } from '../content/shown-of.ts';
import { Words } from '../content/words.ts';
import { currentVersionOf } from '../current-version.ts';
import { ProblemVersion } from '../problem-version.entity.ts';
import type { Problem } from '../problem.entity.ts';
import { StatementRevision } from '../statement-revision.entity.ts';
import { showInCatalogue } from './show-in-catalogue.ts';

/** The next version of a problem, which everybody who sees it solves from now on. In an open transaction. */
export async function makeVersion(
  scope: Scope,
  problem: Problem,
  content: ProblemContent,
  by: string | null,
): Promise<ProblemVersion> {
  const { em } = scope;
  const before = await currentVersionOf(scope, problem.id);
  const id = crypto.randomUUID();
  const publishedBy = by === null ? null : em.getReference(User, by);
  const version = em.create(ProblemVersion, {
    id,
    problem,
    number: (before?.number ?? 0) + 1,
    shown: shownOf(content),
    content: sealContent(scope, content, id),
    publishedBy,
  } as never);
  em.create(StatementRevision, { version, number: 1, words: Words.parse(content), revisedBy: publishedBy } as never);
  await showInCatalogue(scope, problem, content);
  problem.publishedAt ??= scope.now();
  await em.flush();
  return version;
}
