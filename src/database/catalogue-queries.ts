/** The questions to PostgreSQL's catalogue behind `readCatalogue`; each answers rows of the type that catalogue.ts names. */

const grants = (acl: string, owner: string) => `coalesce((
    select json_agg(g order by g."to") from (
      select case a.grantee when 0 then 'public' else pg_get_userbyid(a.grantee)::text end as "to",
        json_agg(lower(a.privilege_type) order by a.privilege_type) as privileges
      from aclexplode(${acl}) a where a.grantee <> ${owner} group by a.grantee
    ) g), '[]')`;

const columnNames = (table: string, keys: string) => `coalesce((
    select json_agg(a.attname order by u.at) from unnest(${keys}) with ordinality u(number, at)
    join pg_attribute a on a.attrelid = ${table} and a.attnum = u.number), '[]')`;

const columns = `(select coalesce(json_agg(json_build_object(
    'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'isNotNull', a.attnotnull,
    'default', case a.attidentity when '' then pg_get_expr(d.adbin, d.adrelid) else 'generated as identity' end,
    'isGenerated', a.attgenerated <> '') order by a.attname), '[]')
  from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)`;

// A column that is not null says so itself, so the constraints that PostgreSQL 18 keeps for it are left out.
const constraints = `(select coalesce(json_agg(json_build_object(
    'name', k.conname,
    'kind', case k.contype when 'p' then 'primary key' when 'u' then 'unique' when 'c' then 'check' when 'f' then 'foreign key' else 'exclude' end,
    'columns', ${columnNames('k.conrelid', 'k.conkey')},
    'target', (select relname from pg_class where oid = nullif(k.confrelid, 0)),
    'targetColumns', ${columnNames('k.confrelid', 'k.confkey')},
    'emptiedOnDelete', case k.confdeltype when 'n' then ${columnNames('k.conrelid', 'coalesce(k.confdelsetcols, k.conkey)')} end,
    'definition', pg_get_constraintdef(k.oid)) order by k.conname), '[]')
  from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n')`;

const indexes = `(select coalesce(json_agg(pg_get_indexdef(i.indexrelid) order by pg_get_indexdef(i.indexrelid)), '[]')
  from pg_index i where i.indrelid = c.oid and not exists (select 1 from pg_constraint where conindid = i.indexrelid))`;

const policies = `(select coalesce(json_agg(json_build_object(
    'name', p.polname,
    'command', case p.polcmd when '*' then 'all' when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' else 'delete' end,
    'isPermissive', p.polpermissive,
    'roles', (select json_agg(case r when 0 then 'public' else pg_get_userbyid(r)::text end) from unnest(p.polroles) r),
    'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid)) order by p.polname), '[]')
  from pg_policy p where p.polrelid = c.oid)`;

const triggers = `(select coalesce(json_agg(pg_get_triggerdef(t.oid) order by t.tgname), '[]')
  from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal)`;

const ours = `c.relnamespace = 'public'::regnamespace`;

export const tablesQuery = `select c.relname as name, pg_get_userbyid(c.relowner)::text as owner, pg_get_partkeydef(c.oid) as "partitionKey",
    (select p.relname from pg_inherits i join pg_class p on p.oid = i.inhparent where i.inhrelid = c.oid) as "partitionOf",
    pg_get_expr(c.relpartbound, c.oid) as bound, c.relrowsecurity as "hasRowSecurity", c.relforcerowsecurity as "isRowSecurityForced",
    ${columns} as columns, ${constraints} as constraints, ${indexes} as indexes, ${policies} as policies,
    ${triggers} as triggers, ${grants('c.relacl', 'c.relowner')} as grants
  from pg_class c where ${ours} and c.relkind in ('r', 'p', 'f') order by c.relname`;

export const viewsQuery = `select c.relname as name, c.relkind = 'm' as "isMaterialized", coalesce(to_json(c.reloptions), '[]') as options,
    pg_get_viewdef(c.oid) as definition, ${grants('c.relacl', 'c.relowner')} as grants
  from pg_class c where ${ours} and c.relkind in ('v', 'm') order by c.relname`;

export const sequencesQuery = `select c.relname as name, ${grants('c.relacl', 'c.relowner')} as grants
  from pg_class c where ${ours} and c.relkind = 'S' order by c.relname`;

export const typesQuery = `select t.typname as name, case t.typtype
      when 'e' then 'enum (' || (select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid) || ')'
      else 'domain over ' || format_type(t.typbasetype, t.typtypmod) end as definition
  from pg_type t where t.typnamespace = 'public'::regnamespace and t.typtype in ('e', 'd') order by t.typname`;

const isSystem = (name: string) => `${name} in ('pg_catalog', 'information_schema') or ${name} like 'pg\\_%'`;

export const functionsQuery = `select n.nspname as schema, p.proname as name, pg_get_function_arguments(p.oid) as arguments,
    pg_get_function_result(p.oid) as result, l.lanname as language,
    case p.provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end as volatility,
    p.prosecdef as "isSecurityDefiner", coalesce(to_json(p.proconfig), '[]') as settings,
    encode(sha256(convert_to(p.prosrc, 'UTF8')), 'hex') as digest,
    ${grants(`coalesce(p.proacl, acldefault('f', p.proowner))`, 'p.proowner')} as grants
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang
  where not (${isSystem('n.nspname')}) and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  order by n.nspname, p.proname, arguments`;

export const schemasQuery = `select nspname as name from pg_namespace where not (${isSystem('nspname')}) order by nspname`;

export const roleQuery = `select r.rolname as name, r.rolsuper as "isSuperuser", r.rolbypassrls as "bypassesRowSecurity",
    r.rolcreaterole as "createsRoles", r.rolcreatedb as "createsDatabases",
    (select count(*)::int from pg_shdepend where refclassid = 'pg_authid'::regclass and refobjid = r.oid and deptype = 'o') as owns,
    array(select pg_get_userbyid(m.roleid)::text from pg_auth_members m where m.member = r.oid order by 1) as "memberOf",
    array(select n.nspname::text from pg_namespace n where not (${isSystem('n.nspname')}) and has_schema_privilege(r.oid, n.oid, 'create')
      union select 'database ' || current_database() where has_database_privilege(r.oid, current_database(), 'create') order by 1) as "createsIn"
  from pg_roles r where r.rolname = $1`;
