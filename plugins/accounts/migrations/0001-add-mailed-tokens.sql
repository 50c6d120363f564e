create table "mailed_token" ("id" uuid not null, "created_at" timestamptz not null default now(), "organization_id" uuid not null, "user_id" uuid not null, "purpose" text not null, "token_hash" text not null, "address" text not null, "expires_at" timestamptz not null, "used_at" timestamptz null, primary key ("id"));
alter table "mailed_token" add constraint "mailed_token_token_hash_unique" unique ("token_hash");
create index "mailed_token_organization_id_user_id_idx" on "mailed_token" ("organization_id", "user_id");
alter table "mailed_token" add constraint "mailed_token_organization_id_id_key" unique ("organization_id", "id");
alter table "mailed_token" add constraint "mailed_token_purpose_check" check ("purpose" in ('verifyEmail', 'resetPassword', 'changeEmail'));
alter table "mailed_token" enable row level security;
create policy tenant on "mailed_token" using (organization_id = nullif(current_setting('assay.organization', true), '')::uuid);
alter table "mailed_token" add constraint mailed_token_organization_id_fkey foreign key (organization_id) references organization (id);
alter table "mailed_token" add constraint mailed_token_user_id_same_organization foreign key (organization_id, user_id) references "user" (organization_id, id) on delete cascade;
