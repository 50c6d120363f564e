alter table "organization" add "version" int not null default 1;
create index "user_organization_id_created_at_idx" on "user" ("organization_id", "created_at");
create index "user_roles_idx" on "user" using gin ("roles");
