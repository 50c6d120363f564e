alter table "submission" add "stretch" double precision null;
