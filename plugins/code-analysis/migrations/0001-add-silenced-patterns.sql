create table "silenced_pattern" ("id" uuid not null, "created_at" timestamptz not null default now(), "organization_id" uuid not null, "pattern_id" text not null, "silenced_by_id" uuid null, primary key ("id"));
alter table "silenced_pattern" add constraint "silenced_pattern_organization_pattern_key" unique ("organization_id", "pattern_id");
alter table "silenced_pattern" add constraint "silenced_pattern_organization_id_id_key" unique ("organization_id", "id");
alter table "silenced_pattern" enable row level security;
create policy tenant on "silenced_pattern" using (organization_id = nullif(current_setting('assay.organization', true), '')::uuid);
alter table "silenced_pattern" add constraint silenced_pattern_organization_id_fkey foreign key (organization_id) references organization (id);
alter table "silenced_pattern" add constraint silenced_pattern_silenced_by_id_same_organization foreign key (organization_id, silenced_by_id) references "user" (organization_id, id) on delete set null (silenced_by_id);
