alter table "program_run" add "place_kind" text null, add "place_id" uuid null;
