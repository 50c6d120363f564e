import type { Scope } from '#src/scope/scope.ts';
import { costOf } from '../model/cost-of.ts';
import type { Spent } from '../model/model-failure.ts';
import type { Provider } from '../model/model-room.ts';
import type { CallOutcome, Purpose } from './model-call.entity.ts';

/** What a question to a model is about. */
export interface AskedAbout {
  readonly purpose: Purpose;
  readonly problemId: string;
  readonly courseId: string | null;
}

export interface Call {
  readonly outcome: CallOutcome;
  /** Null where the provider never had the question. */
  readonly spent: Spent | null;
  readonly tookMs: number;
}

const insert = `
  insert into ai_model_call (id, organization_id, purpose, problem_id, course_id, model, host, has_own_key, outcome, prompt_tokens,
      completion_tokens, is_estimated, cost_micros, took_ms)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** Writes down that a provider was asked, and what that took. One transaction of its own. An answer is not lost because it fails. */
export async function noteCall(scope: Scope, about: AskedAbout, provider: Provider, call: Call): Promise<void> {
  const { host, isOwn, model, prices } = provider;
  const { outcome, spent, tookMs } = call;
  const { promptTokens, completionTokens, isEstimated } = spent ?? nothing;
  const cost = costOf(prices, { promptTokens, completionTokens });
  const { purpose, problemId, courseId } = about;
  const asked = [crypto.randomUUID(), scope.organization.id, purpose, problemId, courseId, model, host, isOwn, outcome];
  const took = [promptTokens, completionTokens, isEstimated, cost, Math.round(tookMs)];
  try {
    await scope.transaction(({ em }) => em.execute(insert, [...asked, ...took]));
  } catch (error) {
    scope.log.error({ err: error, cost }, 'what a model was paid could not be written down');
  }
}

const nothing = { promptTokens: 0, completionTokens: 0, isEstimated: false };
