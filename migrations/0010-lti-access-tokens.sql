create table "lti_access_token" ("id" uuid not null, "created_at" timestamptz not null default now(), "registration_id" uuid not null, "scopes" text not null, "sealed_token" text null, "fresh_until" timestamptz null, "asked_until" timestamptz null, primary key ("id"));
alter table "lti_access_token" add constraint "lti_access_token_registration_scopes_key" unique ("registration_id", "scopes");
alter table "lti_access_token" add constraint "lti_access_token_registration_id_foreign" foreign key ("registration_id") references "lti_registration" ("id") on delete cascade;
