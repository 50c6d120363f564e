import type { Scope } from '#src/scope/scope.ts';
import { aProblem } from '../../support/problem-factories.ts';

export interface Called {
  readonly outcome?: string;
  readonly purpose?: string;
  readonly model?: string;
  readonly costMicros?: number;
  readonly tokens?: number;
  readonly tookMs?: number;
  readonly hasOwnKey?: boolean;
  readonly problemId?: string;
  readonly courseId?: string | null;
  readonly daysAgo?: number;
  readonly minutesAgo?: number;
}

/** A call of a model as it was written down: half as many tokens were answered as sent. */
export async function aCall(scope: Scope, called: Called = {}): Promise<void> {
  const {
    outcome = 'answered',
    purpose = 'review',
    model = 'local',
    costMicros = 0,
    tokens = 0,
    tookMs = 500,
  } = called;
  const { hasOwnKey = false, courseId = null, daysAgo = 0, minutesAgo = 0 } = called;
  const problemId = called.problemId ?? (await aProblem(scope)).id;
  await scope.transaction(({ em, organization }) =>
    em.execute(
      `insert into ai_model_call (id, organization_id, purpose, problem_id, course_id, model, host, has_own_key, outcome, prompt_tokens,
          completion_tokens, is_estimated, cost_micros, took_ms, created_at)
        values (gen_random_uuid(), ?, ?, ?, ?, ?, 'model.example', ?, ?, ?, ?, false, ?, ?,
          clock_timestamp() - make_interval(days => ?, mins => ?))`,
      [
        organization.id,
        purpose,
        problemId,
        courseId,
        model,
        hasOwnKey,
        outcome,
        tokens,
        tokens / 2,
        costMicros,
        tookMs,
        daysAgo,
        minutesAgo,
      ],
    ),
  );
}

interface Row {
  readonly purpose: string;
  readonly outcome: string;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly isEstimated: boolean;
  readonly costMicros: number;
  readonly hasOwnKey: boolean;
  readonly courseId: string | null;
}

/** What was written down of an organization's calls, the first first. */
export const callsOf = (scope: Scope) =>
  scope.transaction(({ em, organization }) =>
    em.execute<Row[]>(
      `select purpose, outcome, prompt_tokens as "promptTokens", completion_tokens as "completionTokens", is_estimated as "isEstimated",
          cost_micros as "costMicros", has_own_key as "hasOwnKey", course_id as "courseId"
        from ai_model_call where organization_id = ? order by created_at`,
      [organization.id],
    ),
  );
