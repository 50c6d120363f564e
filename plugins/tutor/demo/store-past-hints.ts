import { selectProblems } from '#plugins/assignments';
import { readStatement } from '#plugins/problems';
import type { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { authorShare } from '../floor/author-share.ts';
import { HintRequest } from '../hint-request.entity.ts';
import { hintKinds } from '../kinds.ts';

/** Of the demo's assignment. */
export const hintRules = { hints: 3, percent: 10 } as const;

const hourMs = 3_600_000;

/** What some of a class have asked for in the last days, and what the author's words told them; in the open transaction. */
export async function storePastHints(scope: Scope, assignmentId: string, people: readonly User[]): Promise<void> {
  const { em } = scope;
  const [problem] = await selectProblems(scope, assignmentId);
  const statement = await readStatement(scope, problem!.versionId);
  const language = statement.languages[0]?.id ?? 'python';
  for (const [place, user] of people.slice(0, 5).entries())
    for (const [index, kind] of hintKinds.slice(0, (place % hintRules.hints) + 1).entries()) {
      const parts = authorShare(statement.hints, kind);
      if (parts.length === 0) continue;
      const createdAt = new Date(scope.now().getTime() - (place * 7 + 3 - index) * hourMs);
      em.create(HintRequest, {
        user,
        problem: problem!.problemId,
        version: problem!.versionId,
        assignment: assignmentId,
        number: index + 1,
        kind,
        state: 'READY',
        percent: hintRules.percent,
        language,
        source: 'author',
        content: { parts, lines: [], steps: [] },
        createdAt,
        readyAt: createdAt,
      } as never);
    }
  await em.flush();
}
