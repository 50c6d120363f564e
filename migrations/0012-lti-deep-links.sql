create table "lti_deep_link" ("id" uuid not null, "created_at" timestamptz not null default now(), "organization_id" uuid not null, "deployment_id" uuid not null, "context_id" uuid null, "user_id" uuid not null, "settings" jsonb not null, "return_url" text null, "expires_at" timestamptz not null, "answered_at" timestamptz null, primary key ("id"));
create index "lti_deep_link_expires_at_idx" on "lti_deep_link" ("expires_at");
alter table "lti_deep_link" add constraint "lti_deep_link_organization_id_id_key" unique ("organization_id", "id");
alter table "lti_deep_link" enable row level security;
create policy tenant on "lti_deep_link" using (organization_id = nullif(current_setting('assay.organization', true), '')::uuid);
alter table "lti_deep_link" add constraint lti_deep_link_organization_id_fkey foreign key (organization_id) references organization (id);
alter table "lti_deep_link" add constraint lti_deep_link_deployment_id_same_organization foreign key (organization_id, deployment_id) references "lti_deployment" (organization_id, id);
alter table "lti_deep_link" add constraint lti_deep_link_context_id_same_organization foreign key (organization_id, context_id) references "lti_context" (organization_id, id) on delete set null (context_id);
alter table "lti_deep_link" add constraint lti_deep_link_user_id_same_organization foreign key (organization_id, user_id) references "user" (organization_id, id) on delete cascade;
