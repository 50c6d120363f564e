import { setTimeout } from 'node:timers/promises';
import type { App } from '#src/app.ts';
import type { Scope } from '#src/scope/scope.ts';
import { scopeIn } from '../../support/app.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { writeReview } from '../../../plugins/ai-reviews/writing/write-review.ts';
import { aScratchScope } from '../scratch.ts';
import { bestRun } from './corpus/best-run.ts';
import { handIn } from './hand-in.ts';
import type { JudgedProgram } from './judge-corpus.ts';

export interface Written {
  readonly tier: string;
  readonly tookMs: number;
}

export interface ReviewedClass {
  /** Hands in and has reviewed, so many at a time; what each program got, in no order. */
  review(programs: readonly JudgedProgram[], inFlight: number): Promise<readonly Written[]>;
}

/** A class of its own organization, in which each program is of another person. */
export async function aReviewedClass(app: App): Promise<ReviewedClass> {
  const scope = await aScratchScope(app);
  // Each job has one of its own: who shares one shares its transactions, during which nobody may call a model.
  const aScope = () => scopeIn(app, scope.organization.id);
  const problem = await aProblem(scope, bestRun);
  return {
    async review(programs, inFlight) {
      const written: Written[] = [];
      let next = 0;
      const lane = async () => {
        for (let at = next++; at < programs.length; at = next++) {
          const { source, judgement } = programs[at]!;
          const inside = await aScope();
          const { user } = await aSignedInPerson(inside, ['learner']);
          written.push(await reviewed(inside, await handIn(inside, { userId: user.id, problem, source, judgement })));
        }
      };
      await Promise.all(Array.from({ length: inFlight }, lane));
      return written;
    },
  };
}

const pauseMs = 50;

async function reviewed(scope: Scope, submissionId: string): Promise<Written> {
  const rows = () =>
    scope.transaction(({ em }) =>
      em.execute<(Written & { id: string })[]>(
        'select id, tier, took_ms as "tookMs" from ai_review where submission_id = ?',
        [submissionId],
      ),
    );
  const [asked] = await rows();
  // Put back where the same program is with the model: what it says is there soon.
  for (let isPutBack = true; isPutBack;) {
    isPutBack = false;
    const again = async () => void (isPutBack = true);
    await writeReview(scope, asked!.id, { signal: AbortSignal.timeout(60_000), again });
    if (isPutBack) await setTimeout(pauseMs);
  }
  const [written] = await rows();
  return written!;
}
