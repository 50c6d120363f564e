alter table "enrollment" add "left_at" timestamptz null;
