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
