import { z } from 'zod';
import { Problem, ProblemVersion } from '#plugins/problems';
import { DomainError } from '#src/errors.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { checkSource } from '../check-source.ts';
import { countExecution } from '../count-execution.ts';
import { ProgramInput } from '../source-input.ts';
import { ProgramRun } from './program-run.entity.ts';
import { runJob } from './run-job.ts';

/** What somebody tries out. */
export const RunInput = ProgramInput.extend({
  isOwnInput: z.boolean().default(false).describe('Whether `stdin` is read instead of the samples'),
  stdin: z.string().max(65_536).default(''),
});
export type RunInput = z.output<typeof RunInput>;

export interface Tried {
  readonly problemId: string;
  readonly versionId: string;
  /** Where, if not at the problem itself. */
  readonly place: { readonly kind: string; readonly id: string } | null;
}

/** Has a program run with the samples or with own input; nothing of it counts. Throws as `submitSource` does. */
export async function startRun(
  scope: Scope,
  { problemId, versionId, place }: Tried,
  input: RunInput,
): Promise<ProgramRun> {
  const { actor } = scope;
  if (actor.kind !== 'user') throw new DomainError('forbidden', 'submissions.error.person');
  return scope.transaction(async (scope) => {
    const program = await checkSource(scope, versionId, input);
    await countExecution(scope);
    const { em } = scope;
    const run = em.create(ProgramRun, {
      ...program,
      user: em.getReference(User, actor.id),
      problem: em.getReference(Problem, problemId),
      version: em.getReference(ProblemVersion, versionId),
      placeKind: place?.kind ?? null,
      placeId: place?.id ?? null,
      stdin: input.isOwnInput ? input.stdin : null,
    } as never);
    await em.flush();
    await scope.enqueue(runJob, { runId: run.id }, { group: actor.id });
    return run;
  });
}

/** Tries once more what no judge ran; nothing happens to a run that is under way or done. Counts as an execution. */
export const retryRun = (scope: Scope, runId: string): Promise<void> =>
  scope.transaction(async (inside) => {
    const [run] = await inside.em.execute<{ userId: string }[]>(
      `update program_run set state = 'waiting', outcome = null where id = ? and state = 'failed' returning user_id as "userId"`,
      [runId],
    );
    if (!run) return;
    await countExecution(inside);
    await inside.enqueue(runJob, { runId }, { group: run.userId });
  });
