create table "grade_change" ("id" uuid not null, "created_at" timestamptz not null default now(), "organization_id" uuid not null, "assignment_id" uuid not null, "user_id" uuid not null, "kind" text not null, "from_points" numeric null, "to_points" numeric null, "reason" text not null, "made_by_id" uuid null, primary key ("id"));
create index "grade_change_user_idx" on "grade_change" ("organization_id", "assignment_id", "user_id", "created_at");
alter table "grade_change" add constraint "grade_change_organization_id_id_key" unique ("organization_id", "id");
create table "work_progress" ("id" uuid not null, "created_at" timestamptz not null default now(), "organization_id" uuid not null, "assignment_id" uuid not null, "user_id" uuid not null, "problem_id" uuid not null, "status" text not null default 'NOT_STARTED', "attempts" int not null default 0, "waiting" int not null default 0, "first_attempted_at" timestamptz null, "last_attempted_at" timestamptz null, "completed_at" timestamptz null, "best_submission_id" uuid null, "tests" jsonb not null default '{}', "changed_at" timestamptz null, primary key ("id"));
create index "work_progress_user_idx" on "work_progress" ("organization_id", "user_id");
alter table "work_progress" add constraint "work_progress_assignment_user_problem_key" unique ("assignment_id", "user_id", "problem_id");
alter table "work_progress" add constraint "work_progress_organization_id_id_key" unique ("organization_id", "id");
alter table "grade" drop constraint "grade_told_state_check";
alter table "grade" add "adjustments" jsonb not null default '[]', add "override_id" uuid null;
alter table "grade" add constraint "grade_told_state_check" check ("told_state" in ('judged', 'closed', 'waitsForPerson', 'judgeFailed', 'judging', 'reset'));
alter table "grade_change" add constraint "grade_change_kind_check" check ("kind" in ('overridden', 'undone'));
alter table "work_progress" add constraint "work_progress_status_check" check ("status" in ('NOT_STARTED', 'IN_PROGRESS', 'COMPLETED'));
alter table "work_progress" enable row level security;
create policy tenant on "work_progress" using (organization_id = nullif(current_setting('assay.organization', true), '')::uuid);
alter table "work_progress" add constraint work_progress_organization_id_fkey foreign key (organization_id) references organization (id);
alter table "work_progress" add constraint work_progress_assignment_id_same_organization foreign key (organization_id, assignment_id) references "assignment" (organization_id, id) on delete cascade;
alter table "work_progress" add constraint work_progress_user_id_same_organization foreign key (organization_id, user_id) references "user" (organization_id, id) on delete cascade;
alter table "work_progress" add constraint work_progress_problem_id_same_organization foreign key (organization_id, problem_id) references "problem" (organization_id, id) on delete cascade;
alter table "work_progress" add constraint work_progress_best_submission_id_same_organization foreign key (organization_id, best_submission_id) references "submission" (organization_id, id) on delete set null (best_submission_id);
alter table "grade_change" enable row level security;
create policy tenant on "grade_change" using (organization_id = nullif(current_setting('assay.organization', true), '')::uuid);
alter table "grade_change" add constraint grade_change_organization_id_fkey foreign key (organization_id) references organization (id);
alter table "grade_change" add constraint grade_change_assignment_id_same_organization foreign key (organization_id, assignment_id) references "assignment" (organization_id, id) on delete cascade;
alter table "grade_change" add constraint grade_change_user_id_same_organization foreign key (organization_id, user_id) references "user" (organization_id, id) on delete cascade;
alter table "grade_change" add constraint grade_change_made_by_id_same_organization foreign key (organization_id, made_by_id) references "user" (organization_id, id) on delete set null (made_by_id);
alter table "grade" add constraint grade_override_id_same_organization foreign key (organization_id, override_id) references "grade_change" (organization_id, id) on delete set null (override_id);
-- What was handed in before this was kept.
insert into work_progress (id, organization_id, assignment_id, user_id, problem_id, status, attempts, waiting, first_attempted_at, last_attempted_at, completed_at, best_submission_id, tests, changed_at)
select gen_random_uuid(), s.organization_id, s.place_id, s.user_id, s.problem_id, case when s.solved_at is null then 'IN_PROGRESS' else 'COMPLETED' end, s.attempts, s.waiting, s.first_at, s.last_at, s.solved_at, s.best,
  coalesce((select jsonb_object_agg(r.test_id, r.status) from test_run r where r.submission_id = s.best), '{}'), now()
from (select s.organization_id, s.place_id, s.user_id, s.problem_id, count(*)::int as attempts, count(*) filter (where s.status in ('PENDING', 'RUNNING'))::int as waiting, min(s.accepted_at) as first_at, max(s.accepted_at) as last_at, min(s.judged_at) filter (where s.status = 'ACCEPTED') as solved_at,
    (array_agg(s.id order by s.points / nullif(s.max_points, 0) desc nulls last, s.accepted_at, s.id) filter (where s.status not in ('PENDING', 'RUNNING')))[1] as best
  from submission s join assignment a on a.id = s.place_id where s.place_kind = 'assignment' group by 1, 2, 3, 4) s;
