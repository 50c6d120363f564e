alter table "hint_request" add "has_own_key" boolean not null default false;
-- What was paid before calls were written down one by one.
insert into ai_model_call (id, created_at, organization_id, purpose, problem_id, course_id, model, host, has_own_key, outcome,
    prompt_tokens, completion_tokens, is_estimated, cost_micros, took_ms)
  select gen_random_uuid(), coalesce(h.asked_model_at, h.ready_at), h.organization_id, 'hint', h.problem_id, a.course_id, h.model, '', false, 'answered',
    h.prompt_tokens, h.completion_tokens, false, h.cost_micros, coalesce(extract(epoch from h.ready_at - h.asked_model_at) * 1000, 0)::int
  from hint_request h left join assignment a on a.id = h.assignment_id
  where h.model is not null and h.prompt_tokens + h.completion_tokens > 0 and h.ready_at is not null;
