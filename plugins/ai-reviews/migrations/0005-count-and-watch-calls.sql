create table "ai_model_incident" ("id" uuid not null, "created_at" timestamptz not null default now(), "organization_id" uuid not null, "kind" text not null, "ended_at" timestamptz null, "calls" int not null, "bad" int not null, primary key ("id"));
create unique index "ai_model_incident_open_key" on "ai_model_incident" ("organization_id", "kind") where "ended_at" is null;
create index "ai_model_incident_created_idx" on "ai_model_incident" ("organization_id", "created_at");
alter table "ai_model_incident" add constraint "ai_model_incident_organization_id_id_key" unique ("organization_id", "id");
create table "ai_model_call" ("id" uuid not null, "created_at" timestamptz not null default now(), "organization_id" uuid not null, "purpose" text not null, "problem_id" uuid not null, "course_id" uuid null, "model" text not null, "host" text not null, "has_own_key" boolean not null, "outcome" text not null, "prompt_tokens" int not null, "completion_tokens" int not null, "is_estimated" boolean not null, "cost_micros" int not null, "took_ms" int not null, primary key ("id"));
create index "ai_model_call_created_idx" on "ai_model_call" ("organization_id", "created_at");
alter table "ai_model_call" add constraint "ai_model_call_organization_id_id_key" unique ("organization_id", "id");
alter table "ai_review" add "waits" int not null default 0, add "asking_key" text null;
create index "ai_review_asking_idx" on "ai_review" ("organization_id", "asking_key");
alter table "ai_model_incident" add constraint "ai_model_incident_kind_check" check ("kind" in ('failing', 'slow'));
alter table "ai_model_call" add constraint "ai_model_call_purpose_check" check ("purpose" in ('review', 'hint'));
alter table "ai_model_call" add constraint "ai_model_call_outcome_check" check ("outcome" in ('answered', 'withheld', 'cut', 'unreachable', 'timeout', 'limited', 'serverError', 'refused', 'unreadable'));
alter table "ai_model_incident" enable row level security;
create policy tenant on "ai_model_incident" using (organization_id = nullif(current_setting('assay.organization', true), '')::uuid);
alter table "ai_model_incident" add constraint ai_model_incident_organization_id_fkey foreign key (organization_id) references organization (id);
alter table "ai_model_call" enable row level security;
create policy tenant on "ai_model_call" using (organization_id = nullif(current_setting('assay.organization', true), '')::uuid);
alter table "ai_model_call" add constraint ai_model_call_organization_id_fkey foreign key (organization_id) references organization (id);
alter table "ai_model_call" add constraint ai_model_call_problem_id_same_organization foreign key (organization_id, problem_id) references "problem" (organization_id, id) on delete cascade;
alter table "ai_model_call" add constraint ai_model_call_course_id_same_organization foreign key (organization_id, course_id) references "course" (organization_id, id) on delete set null (course_id);
-- What was paid before calls were written down one by one.
insert into ai_model_call (id, created_at, organization_id, purpose, problem_id, course_id, model, host, has_own_key, outcome,
    prompt_tokens, completion_tokens, is_estimated, cost_micros, took_ms)
  select gen_random_uuid(), coalesce(asked_model_at, finished_at), organization_id, 'review', problem_id, course_id, model, coalesce(sent_to, ''),
    has_own_key, 'answered', prompt_tokens, completion_tokens, false, cost_micros, coalesce(model_ms, took_ms, 0)
  from ai_review
  where model is not null and prompt_tokens + completion_tokens > 0 and finished_at is not null;
