import type { Dependency } from '#src/health.ts';
import type { Judge } from './client/judge.ts';
import { findJudgeRoom } from './judges-of.ts';

/** Pages go on without a judge, programs do not. What fails is known from its use, or within a minute from asking. */
export const judgeDependency: Dependency = {
  name: 'judge',
  async check(kernel) {
    const room = findJudgeRoom(kernel);
    if (!room) return null;
    if (room.local?.problem) return `the local judge does not run: ${room.local.problem}`;
    if (room.local?.isStarted === false) return null;
    const { judges } = await room.judges();
    if (judges.length === 0) return 'no judge is configured, so programs do not run: JUDGE0_URL';
    const failures = await Promise.all(judges.map(failureOf));
    return failures.filter((failure) => failure !== null).join('; ') || null;
  },
};

/** One that failed is not asked before its time. */
async function failureOf({ name, breaker, facts }: Judge): Promise<string | null> {
  const rests = breaker.waitMs() > 0;
  const failed = rests ? breaker.failure : await facts().then(() => null, asError);
  return failed ? `${name}: ${failed.message}` : null;
}

const asError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)));
