drop index "submission_judged_idx";
alter table "submission" add "archived_at" timestamptz null, add "counted_accepted" boolean null, add "counted_score" double precision null;
create index "submission_kept_idx" on "submission" ("organization_id", "judged_at") where archived_at is null;
