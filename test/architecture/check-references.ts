import { ReferenceKind, type EntityProperty, type MikroORM } from '@mikro-orm/postgresql';
import type { Catalogue, Constraint, Table } from '#src/database/catalogue.ts';
import { entities } from './check-entities.ts';
import { belongsToOrganizations } from './check-tables.ts';

/** A reference that an entity declares, by the table and column it is stored in. */
export interface Reference {
  readonly property: string;
  readonly table: string;
  readonly column: string;
  readonly target: string;
}

/** The many-to-one and owning one-to-one properties of all entities. */
export function declaredReferences(orm: MikroORM): readonly Reference[] {
  const isReference = (property: EntityProperty) =>
    property.kind === ReferenceKind.MANY_TO_ONE || (property.kind === ReferenceKind.ONE_TO_ONE && property.owner);
  return entities(orm).flatMap((meta) =>
    Object.values<EntityProperty>(meta.properties)
      .filter(isReference)
      .map((property) => ({
        property: `${meta.className}.${property.name}`,
        table: meta.tableName,
        column: property.fieldNames.at(-1)!,
        target: property.targetMeta!.tableName,
      })),
  );
}

/**
 * PostgreSQL checks foreign keys past row-level security, so between tables of organizations they carry organization_id on
 * both sides. Returns a sentence for each that does not, and for each declared reference that has none.
 */
export function checkReferences(catalogue: Catalogue, declared: readonly Reference[]): string[] {
  const owned = new Set(catalogue.tables.filter(belongsToOrganizations).map(({ name }) => name));
  const isInside = (table: string, target: string | null) => owned.has(table) && target !== null && owned.has(target);
  const present = catalogue.tables.filter(({ partitionOf }) => partitionOf === null);
  return [
    ...present.flatMap((table) =>
      table.constraints
        .filter(({ kind, target }) => kind === 'foreign key' && isInside(table.name, target))
        .flatMap((key) => wrongKey(table, key)),
    ),
    ...declared
      .filter(({ table, target }) => isInside(table, target))
      .flatMap((reference) => missingKey(present, reference)),
  ];
}

function wrongKey(table: Table, key: Constraint): string[] {
  const at = key.columns.indexOf('organization_id');
  if (at < 0 || key.targetColumns[at] !== 'organization_id')
    return [
      `Foreign key ${key.name} of table ${table.name} refers to ${key.target} without organization_id on both sides, so a row could point into another organization. Declare the property with belongsTo(…) and draft the migration again.`,
    ];
  return key.emptiedOnDelete?.includes('organization_id')
    ? [
        `Foreign key ${key.name} of table ${table.name} would empty organization_id when the row of ${key.target} is deleted. Write: on delete set null (${key.columns.filter((_, index) => index !== at).join(', ')}).`,
      ]
    : [];
}

function missingKey(tables: readonly Table[], { property, table, column, target }: Reference): string[] {
  const keys = tables.find(({ name }) => name === table)?.constraints ?? [];
  const found = keys.some((key) => key.kind === 'foreign key' && key.target === target && key.columns.includes(column));
  return found
    ? []
    : [
        `${property} refers to ${target}, and the database has no foreign key (organization_id, ${column}) for it. Run npm run migration -- <owner> <what-it-adds>, which drafts it.`,
      ];
}

/** A plugin's table may refer only to tables of what it requires, however far. */
export function checkReferencesAcrossPlugins(
  catalogue: Catalogue,
  plugins: readonly { readonly name: string; readonly requires: readonly string[] }[],
  owners: ReadonlyMap<string, string>,
): string[] {
  const reach = (name: string): readonly string[] => [
    name,
    ...(plugins.find((plugin) => plugin.name === name)?.requires ?? []).flatMap(reach),
  ];
  return catalogue.tables.flatMap((table) =>
    table.constraints.flatMap(({ name, target }) => {
      const [from, to] = [owners.get(table.name), owners.get(target ?? '')];
      if (!from || !to || to === 'kernel' || reach(from).includes(to)) return [];
      return [
        `Foreign key ${name} makes table ${table.name} of ${from} refer to table ${target} of ${to}, which ${from} does not require. Keep the id without a foreign key, or add '${to}' to \`requires\` and ask it.`,
      ];
    }),
  );
}
