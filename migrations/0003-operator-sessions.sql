create table "operator_session" ("id" uuid not null, "created_at" timestamptz not null default now(), "operator_id" uuid not null, "token_hash" text not null, "last_seen_at" timestamptz not null default now(), "expires_at" timestamptz not null, "revoked_at" timestamptz null, "ip_address" text null, "user_agent" text null, primary key ("id"));
alter table "operator_session" add constraint "operator_session_token_hash_unique" unique ("token_hash");
create index "operator_session_operator_id_idx" on "operator_session" ("operator_id");
alter table "operator_session" add constraint "operator_session_operator_id_foreign" foreign key ("operator_id") references "operator" ("id") on delete cascade;
