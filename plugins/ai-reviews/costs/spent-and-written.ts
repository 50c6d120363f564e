import { tiers } from '../ladder/tiers.ts';

/** Who took the time or the money: somebody of the ladder, or the model for a hint. */
export const spenders = [...tiers, 'hint'] as const;

/**
 * Reviews, with the time that their writing took, and calls of the model, with what they cost; for `from` in a query. Its parameters
 * are the organization and those of the condition on the time, twice.
 */
export const spentAndWritten = (within: string) => `(
  select course_id, problem_id, tier, model, took_ms, finished_at as at, finished_at - created_at as waited, (tier is not null)::int as reviews, 1 as ended,
    0 as questions, 0 as prompt_tokens, 0 as completion_tokens, 0 as cost_micros, 0 as own_micros, 0 as estimated_micros
  from ai_review where organization_id = ? and finished_at ${within}
  union all
  select course_id, problem_id, case purpose when 'hint' then 'hint' else 'model' end, model, case purpose when 'hint' then took_ms end, created_at, null, 0, 0,
    1, prompt_tokens, completion_tokens, cost_micros, case when has_own_key then cost_micros else 0 end,
    case when is_estimated then cost_micros else 0 end
  from ai_model_call where organization_id = ? and created_at ${within})`;

/** What is counted of them; hints have the time of their call. */
export const figures = `sum(e.reviews)::int as reviews, sum(e.questions)::int as questions, sum(e.prompt_tokens)::float8 as "promptTokens",
    sum(e.completion_tokens)::float8 as "completionTokens", sum(e.cost_micros)::float8 / 1000000 as cost,
    sum(e.estimated_micros)::float8 / 1000000 as "estimatedCost"`;
