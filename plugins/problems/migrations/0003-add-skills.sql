alter table "problem" add "skills" text[] not null default '{}';
