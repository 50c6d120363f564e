create table "lti_self_test" ("id" uuid not null, "created_at" timestamptz not null default now(), "organization_id" uuid not null, "deployment_id" uuid not null, "context_id" uuid not null, "subject" text not null, "started_by_id" uuid null, "steps" jsonb not null, "finished_at" timestamptz null, primary key ("id"));
create index "lti_self_test_deployment_id_created_at_idx" on "lti_self_test" ("deployment_id", "created_at");
alter table "lti_self_test" add constraint "lti_self_test_organization_id_id_key" unique ("organization_id", "id");
alter table "lti_self_test" enable row level security;
create policy tenant on "lti_self_test" using (organization_id = nullif(current_setting('assay.organization', true), '')::uuid);
alter table "lti_self_test" add constraint lti_self_test_organization_id_fkey foreign key (organization_id) references organization (id);
alter table "lti_self_test" add constraint lti_self_test_deployment_id_same_organization foreign key (organization_id, deployment_id) references "lti_deployment" (organization_id, id);
alter table "lti_self_test" add constraint lti_self_test_context_id_same_organization foreign key (organization_id, context_id) references "lti_context" (organization_id, id) on delete cascade;
