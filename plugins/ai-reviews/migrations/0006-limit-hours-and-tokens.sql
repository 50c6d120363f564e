alter table "ai_review_rules" add "most_per_person_hour" int null default 20, add "learner_tokens" int not null default 10000, add "instructor_tokens" int not null default 20000, add "admin_tokens" int not null default 50000, add "other_tokens" int not null default 5000;
alter table "ai_review" drop constraint "ai_review_failure_check";
alter table "ai_review" add constraint "ai_review_failure_check" check ("failure" in ('noModel', 'switchedOff', 'noConsent', 'personLimit', 'hourLimit', 'tokenLimit', 'organizationLimit', 'budget', 'unreachable', 'timeout', 'limited', 'serverError', 'refused', 'unreadable', 'withheld', 'tooLong', 'unknown'));
create index "ai_review_rating_satisfaction_idx" on "ai_review_rating" ("organization_id", "satisfaction");
create index "ai_review_rating_relevance_idx" on "ai_review_rating" ("organization_id", "relevance");
