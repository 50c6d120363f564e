alter table "problem_progress" add "completed_at" timestamptz null, add "best_submission_id" uuid null, add "best_score" double precision null;
update "problem_progress" set completed_at = solved_at where solved_at is not null;
