alter table "organization" add "frame_origins" text[] not null default '{}';
