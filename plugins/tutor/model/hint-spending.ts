import { modelSpending, type Used } from '#plugins/ai-reviews';

const query = `
  select count(*) filter (where user_id = ? and asked_model_at >= date_trunc('day', now(), 'UTC'))::int as "byPerson",
    count(*) filter (where user_id = ? and asked_model_at > now() - interval '1 hour')::int as "byPersonHour",
    coalesce(sum(prompt_tokens + completion_tokens) filter (where user_id = ? and asked_model_at >= date_trunc('day', now(), 'UTC')), 0)::float8 as "personTokens",
    count(*) filter (where asked_model_at >= date_trunc('month', now(), 'UTC'))::int as "byAll",
    coalesce(sum(cost_micros) filter (where state = 'WRITING' and has_own_key = ?), 0)::float8 as "reservedMicros"
  from hint_request
  where organization_id = ? and asked_model_at >= least(date_trunc('month', now(), 'UTC'), now() - interval '1 hour')`;

/** Hints count with reviews: what an organization allows the model holds for both together. */
export const hintSpending = modelSpending({
  async of({ em, organization }, { userId, hasOwnKey }) {
    const [used] = await em.execute<Used[]>(query, [userId, userId, userId, hasOwnKey, organization.id]);
    return used!;
  },
});
