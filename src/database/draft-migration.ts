import { ReferenceKind, type EntityMetadata, type EntityProperty, type MikroORM } from '@mikro-orm/postgresql';
import { freshEntityManager } from './open-orm.ts';
import { hasOrganization, isTenantOwned, organizationReferenceName, referenceName, tenantSetting } from './tenancy.ts';

const ours = /drop constraint "(\w+_same_organization|\w+_organization_id_fkey)"/;

/** The statements that bring the connected database to what the entities say, tenancy included. Empty when it is there already. */
export async function schemaDifference(orm: MikroORM): Promise<readonly string[]> {
  const update = await orm.schema.getUpdateSchemaSQL({ wrap: false, safe: false });
  const statements = update
    .split(/;\s*\n/)
    .map((statement) => statement.trim().replace(/;$/, ''))
    .filter((statement) => statement && !ours.test(statement));
  return [...statements, ...(await missingTenancy(orm))];
}

/** Row-level security, its policy and the composite foreign keys that tables of organizations need and do not have. */
async function missingTenancy(orm: MikroORM) {
  const have = new Set((await freshEntityManager(orm).execute<{ name: string }[]>(present)).map(({ name }) => name));
  const owned = [...orm.getMetadata().getAll().values()].filter(hasOrganization);
  const needs = owned.flatMap((meta) => tenancyOf(meta));
  return needs.filter(([name]) => !have.has(name)).map(([, statement]) => statement);
}

const present = `select relname || '_rls' as name from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity
  union all select tablename || '_' || policyname from pg_policies where schemaname = 'public'
  union all select conname from pg_constraint where connamespace = 'public'::regnamespace`;

function tenancyOf(meta: EntityMetadata): [name: string, statement: string][] {
  const table = meta.tableName;
  const quoted = `"${table}"`;
  const references = Object.values(meta.properties).filter(isTenantReference);
  return [
    [`${table}_rls`, `alter table ${quoted} enable row level security`],
    [
      `${table}_tenant`,
      `create policy tenant on ${quoted} using (organization_id ${isTenantOwned(meta) ? '=' : 'is not distinct from'} nullif(current_setting('${tenantSetting}', true), '')::uuid)`,
    ],
    [
      organizationReferenceName(table),
      `alter table ${quoted} add constraint ${organizationReferenceName(table)} foreign key (organization_id) references organization (id)`,
    ],
    ...references.map((property) => reference(table, property)),
  ];
}

export const isTenantReference = (property: EntityProperty) =>
  (property.kind === ReferenceKind.MANY_TO_ONE || (property.kind === ReferenceKind.ONE_TO_ONE && property.owner)) &&
  property.targetMeta !== undefined &&
  isTenantOwned(property.targetMeta);

function reference(table: string, property: EntityProperty): [string, string] {
  const column = property.fieldNames[0]!;
  const name = referenceName(table, column);
  const target = property.targetMeta!.tableName;
  const onDelete =
    property.deleteRule === 'set null'
      ? ` on delete set null (${column})`
      : property.deleteRule
        ? ` on delete ${property.deleteRule}`
        : '';
  return [
    name,
    `alter table "${table}" add constraint ${name} foreign key (organization_id, ${column}) references "${target}" (organization_id, id)${onDelete}`,
  ];
}
