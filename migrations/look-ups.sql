-- What must be found before the organization is known: one secret or unique key in, at most one row out;
-- and, at the end, one count for operators.
-- These functions run as the owner of the tables, past row-level security, so they are kept together here and few.
-- The file is applied again at each migration; a function's result only ever gains columns under a new function name.

create or replace function find_session(given_token_hash text)
returns table (id uuid, organization_id uuid, user_id uuid, roles text[], locale text, time_zone text)
language sql volatile security definer set search_path = public, pg_temp as $$
  with found as (
    select s.id, s.organization_id, s.user_id, u.roles, u.locale, u.time_zone, s.last_seen_at
    from session s
    join "user" u on u.organization_id = s.organization_id and u.id = s.user_id
    where s.token_hash = given_token_hash
      and s.revoked_at is null
      and s.expires_at > now()
      and s.last_seen_at > now() - interval '12 hours'
      and u.suspended_at is null
  ), seen as (
    update session s set last_seen_at = now() from found f
    where s.id = f.id and f.last_seen_at < now() - interval '5 minutes'
  )
  select f.id, f.organization_id, f.user_id, f.roles, f.locale, f.time_zone from found f
$$;

-- The same with what every page shows of whoever is signed in, so that drawing it asks nothing more.
create or replace function find_signed_in_session(given_token_hash text)
returns table (id uuid, organization_id uuid, user_id uuid, roles text[], locale text, time_zone text, name text, preferences jsonb, avatar_id uuid)
language sql volatile security definer set search_path = public, pg_temp as $$
  with found as (
    select s.id, s.organization_id, s.user_id, u.roles, u.locale, u.time_zone, u.name, u.preferences, u.avatar_id, s.last_seen_at
    from session s
    join "user" u on u.organization_id = s.organization_id and u.id = s.user_id
    where s.token_hash = given_token_hash
      and s.revoked_at is null
      and s.expires_at > now()
      and s.last_seen_at > now() - interval '12 hours'
      and u.suspended_at is null
  ), seen as (
    update session s set last_seen_at = now() from found f
    where s.id = f.id and f.last_seen_at < now() - interval '5 minutes'
  )
  select f.id, f.organization_id, f.user_id, f.roles, f.locale, f.time_zone, f.name, f.preferences, f.avatar_id from found f
$$;

create or replace function find_api_token(given_token_hash text)
returns table (id uuid, organization_id uuid, user_id uuid, roles text[], scopes text[], locale text, time_zone text)
language sql volatile security definer set search_path = public, pg_temp as $$
  with found as (
    select t.id, t.organization_id, t.user_id, u.roles, t.scopes, u.locale, u.time_zone, t.last_used_at
    from api_token t
    join "user" u on u.organization_id = t.organization_id and u.id = t.user_id
    where t.token_hash = given_token_hash
      and t.revoked_at is null
      and t.expires_at > now()
      and u.suspended_at is null
  ), used as (
    update api_token t set last_used_at = now() from found f
    where t.id = f.id and (f.last_used_at is null or f.last_used_at < now() - interval '5 minutes')
  )
  select f.id, f.organization_id, f.user_id, f.roles, f.scopes, f.locale, f.time_zone from found f
$$;

create or replace function find_operator_session(given_token_hash text)
returns table (id uuid, operator_id uuid)
language sql volatile security definer set search_path = public, pg_temp as $$
  with found as (
    select s.id, s.operator_id, s.last_seen_at
    from operator_session s
    join operator o on o.id = s.operator_id
    where s.token_hash = given_token_hash
      and s.revoked_at is null
      and s.expires_at > now()
      and s.last_seen_at > now() - interval '12 hours'
      and o.suspended_at is null
  ), seen as (
    update operator_session s set last_seen_at = now() from found f
    where s.id = f.id and f.last_seen_at < now() - interval '5 minutes'
  )
  select f.id, f.operator_id from found f
$$;

create or replace function find_signed_in_operator(given_token_hash text)
returns table (id uuid, operator_id uuid, name text)
language sql volatile security definer set search_path = public, pg_temp as $$
  select s.id, s.operator_id, o.name from find_operator_session(given_token_hash) s join operator o on o.id = s.operator_id
$$;

create or replace function find_organization_by_slug(given_slug text)
returns table (id uuid, slug text, name text, locale text, time_zone text)
language sql stable security definer set search_path = public, pg_temp as $$
  select id, slug, name, locale, time_zone from organization where slug = given_slug
$$;

create or replace function find_organization_by_host_name(given_host_name text)
returns table (id uuid, slug text, name text, locale text, time_zone text)
language sql stable security definer set search_path = public, pg_temp as $$
  select id, slug, name, locale, time_zone from organization where host_name = lower(given_host_name)
$$;

-- Monthly partitions of the audit: this month and the two that follow. They are reached through audit_entry only. Where
-- the default partition already took rows of a month (nobody worked for two months), they move to their place. A long
-- reader, such as a backup, must not make every entry of the audit wait behind us: the job comes back the next day.
create or replace function make_audit_partitions()
returns void language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '2s' as $$
declare
  month timestamptz := date_trunc('month', now() at time zone 'UTC') at time zone 'UTC';
  upto timestamptz;
  partition text;
  grantee text;
begin
  for step in 0..2 loop
    upto := (month at time zone 'UTC' + interval '1 month') at time zone 'UTC';
    partition := 'audit_entry_' || to_char(month at time zone 'UTC', 'YYYY_MM');
    if to_regclass(partition) is null then
      alter table audit_entry detach partition audit_entry_default;
      execute format('create table %I partition of audit_entry for values from (%L) to (%L)', partition, month, upto);
      execute format('alter table %I enable row level security', partition);
      for grantee in
        select distinct pg_get_userbyid(acl.grantee) from pg_class, aclexplode(relacl) acl
        where oid = to_regclass(partition) and acl.grantee not in (0, relowner)
      loop
        execute format('revoke all on %I from %I', partition, grantee);
      end loop;
      insert into audit_entry select * from audit_entry_default where created_at >= month and created_at < upto;
      delete from audit_entry_default where created_at >= month and created_at < upto;
      alter table audit_entry attach partition audit_entry_default default;
    end if;
    month := upto;
  end loop;
end
$$;

-- How many people each of these organizations has: operators see the figure, and row-level security keeps the people from them.
-- Only the installation may ask, outside any organization.
create or replace function count_members(given_organization_ids uuid[])
returns table (organization_id uuid, members int)
language sql stable security definer set search_path = public, pg_temp as $$
  select u.organization_id, count(*)::int
  from "user" u
  where u.organization_id = any(given_organization_ids) and u.erased_at is null
    and nullif(current_setting('assay.organization', true), '') is null
  group by u.organization_id
$$;

-- The same as find_signed_in_session, with whose frames may show the session's pages. Not by calling it: every request asks.
create or replace function find_framed_session(given_token_hash text)
returns table (id uuid, organization_id uuid, user_id uuid, roles text[], locale text, time_zone text, name text, preferences jsonb, avatar_id uuid, frame uuid, frame_origins text[])
language sql volatile security definer set search_path = public, pg_temp as $$
  with found as (
    select s.id, s.organization_id, s.user_id, u.roles, u.locale, u.time_zone, u.name, u.preferences, u.avatar_id, s.frame, s.frame_origins, s.last_seen_at
    from session s
    join "user" u on u.organization_id = s.organization_id and u.id = s.user_id
    where s.token_hash = given_token_hash
      and s.revoked_at is null
      and s.expires_at > now()
      and s.last_seen_at > now() - interval '12 hours'
      and u.suspended_at is null
  ), seen as (
    update session s set last_seen_at = now() from found f
    where s.id = f.id and f.last_seen_at < now() - interval '5 minutes'
  )
  select f.id, f.organization_id, f.user_id, f.roles, f.locale, f.time_zone, f.name, f.preferences, f.avatar_id, f.frame, f.frame_origins from found f
$$;

-- Begins a login at the registration that a platform asks for: by issuer and client id, or the only one of the issuer.
-- `matches` above one says that it cannot be told which, and then nothing begins. One round trip for what each launch does first.
create or replace function begin_lti_login(given_issuer text, given_client_id text, given_login jsonb)
returns table (id uuid, client_id text, authorization_endpoint text, status text, matches int)
language sql volatile security definer set search_path = public, pg_temp as $$
  with found as (
    select r.id, r.client_id, r.authorization_endpoint, r.status, count(*) over ()::int as matches
    from lti_registration r join lti_platform p on p.id = r.platform_id
    where p.issuer = given_issuer and (given_client_id is null or r.client_id = given_client_id)
    order by r.status, r.id
    limit 1
  ), begun as (
    insert into lti_login
      (id, registration_id, state, nonce, target_link_uri, binding_hash, storage_hash, storage_target, request, expires_at)
    select gen_random_uuid(), f.id, given_login ->> 'state', given_login ->> 'nonce', given_login ->> 'targetLinkUri',
      given_login ->> 'bindingHash', given_login ->> 'storageHash', given_login ->> 'storageTarget', given_login -> 'request',
      now() + interval '10 minutes'
    from found f where f.matches = 1 and f.status = 'active'
  )
  select * from found
$$;

-- A login that has begun, with the registration that it began at and the deployment that its token names, if that belongs to
-- an organization. The nonce and the hashes are compared by the caller, after the token has been verified.
create or replace function find_lti_login(given_state text, given_deployment_id text)
returns table (
  id uuid, nonce text, target_link_uri text, binding_hash text, storage_hash text, storage_target text, request jsonb,
  is_consumed boolean, is_expired boolean, registration_id uuid, platform_id uuid, issuer text, client_id text, jwks_uri text,
  authorization_endpoint text, algorithms text[], trusted_audiences text[], product_family text, registration_status text,
  invited_by uuid, deployment uuid, organization_id uuid, deployment_status text, frame_origins text[], platform_guid text
)
language sql stable security definer set search_path = public, pg_temp as $$
  select l.id, l.nonce, l.target_link_uri, l.binding_hash, l.storage_hash, l.storage_target, l.request,
    l.consumed_at is not null, l.expires_at <= now(), r.id, p.id, p.issuer, r.client_id, r.jwks_uri,
    r.authorization_endpoint, r.algorithms, r.trusted_audiences, r.product_family, r.status,
    r.invited_by, d.id, d.organization_id, d.status, d.frame_origins, d.platform_guid
  from lti_login l
  join lti_registration r on r.id = l.registration_id
  join lti_platform p on p.id = r.platform_id
  left join lti_deployment d on d.registration_id = r.id and d.deployment_id = given_deployment_id
  where l.state = given_state
$$;

-- A verified launch that waits for what the platform's storage keeps: the state under which find_lti_login has the rest.
create or replace function find_waiting_lti_login(given_handle_hash text)
returns table (state text, claims jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select state, claims from lti_login where handle_hash = given_handle_hash and consumed_at is null and expires_at > now()
$$;

-- Whose frames may show the pages of a deployment, for a framed page whose session is over.
create or replace function find_lti_frames(given_id uuid)
returns table (frame_origins text[])
language sql stable security definer set search_path = public, pg_temp as $$
  select frame_origins from lti_deployment where id = given_id and status = 'active'
$$;

-- The organization that a platform may register itself for, by the secret in the address that it was given. What was claimed
-- and led to nothing within two minutes is free again: its process died.
create or replace function find_lti_invitation(given_token_hash text)
returns table (id uuid, organization_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select id, organization_id from lti_registration_invitation
  where token_hash = given_token_hash and registration_id is null and expires_at > now()
    and (used_at is null or used_at < now() - interval '2 minutes')
$$;

-- Whether an organization has a deployment of this registration: only then its first one may come by a launch.
create or replace function count_lti_deployments(given_registration_id uuid)
returns table (deployments int)
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::int from lti_deployment where registration_id = given_registration_id
$$;
