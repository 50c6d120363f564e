create table "kept_answer" ("id" uuid not null, "created_at" timestamptz not null default now(), "organization_id" uuid null, "person_id" uuid not null, "fingerprint" text not null, "reply" json null, "expires_at" timestamptz not null, primary key ("id"));
create index "kept_answer_expires_idx" on "kept_answer" ("organization_id", "expires_at");
alter table "kept_answer" add constraint "kept_answer_organization_id_id_key" unique ("organization_id", "id");
alter table "kept_answer" enable row level security;
create policy tenant on "kept_answer" using (organization_id is not distinct from nullif(current_setting('assay.organization', true), '')::uuid);
alter table "kept_answer" add constraint kept_answer_organization_id_fkey foreign key (organization_id) references organization (id);
