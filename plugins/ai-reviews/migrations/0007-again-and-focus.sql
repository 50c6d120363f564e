alter table "ai_review_rules" add "most_again_per_day" int null default 3;
alter table "ai_review" add "focus" text[] not null default '{}', add "asked_again_at" timestamptz null;
