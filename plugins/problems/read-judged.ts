import { notFound } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { judgedOf } from './content/judged-of.ts';
import { openContent } from './content/seal-content.ts';
import type { JudgedProblem } from './judging/index.ts';
import { ProblemVersion } from './problem-version.entity.ts';
import { versionMemory } from './version-memory.ts';

interface Opened {
  readonly problem: JudgedProblem;
  readonly size: number;
}

const opened = versionMemory<Opened>(({ size }) => size);

/**
 * Opens the seals of a version: hidden tests are in what comes back. For jobs and for the author's own routes; it is never
 * stored, logged or handed on. Throws DomainError `notFound`.
 */
export const readJudged = async (scope: Scope, versionId: string): Promise<JudgedProblem> =>
  (await opened(scope, versionId, () => open(scope, versionId))).problem;

async function open(scope: Scope, versionId: string): Promise<Opened> {
  const row = await scope.transaction(({ em }) => em.findOne(ProblemVersion, { id: versionId }), { readOnly: true });
  if (!row) throw notFound('problemVersion');
  return { problem: judgedOf(openContent(scope, row)), size: row.content.length };
}
