import { tenantSetting } from '#src/database/tenancy.ts';
import type { Catalogue, DatabaseView, Policy, Table } from '#src/database/catalogue.ts';

const list = 'test/schema/tables-without-organization.ts';
const draft = 'Run npm run migration -- <owner> <what-it-adds>, which drafts it';

export const belongsToOrganizations = (table: Table) => table.columns.some(({ name }) => name === 'organization_id');
const isWhole = (table: Table) => table.partitionOf === null;

/** Every table belongs to organizations or stands in the list of those that do not; so does every schema beside public. */
export function checkGroups(catalogue: Catalogue, without: Readonly<Record<string, string>>): string[] {
  const tables = catalogue.tables.filter(isWhole);
  const schemas = catalogue.schemas.filter((name) => name !== 'public').map((name) => `schema ${name}`);
  const present = [...tables.map(({ name }) => name), ...schemas];
  return [
    ...tables
      .filter((table) => !belongsToOrganizations(table) && !(table.name in without))
      .map(
        ({ name }) =>
          `Table ${name} has no organization_id and does not stand in ${list}. Spread tenantOwned into its entity and draft its migration again, or add a line with the reason to that list.`,
      ),
    ...schemas
      .filter((name) => !(name in without))
      .map(
        (name) =>
          `The ${name} does not stand in ${list}. Put its tables into the schema public, or add a line with the reason to that list.`,
      ),
    ...tables
      .filter((table) => belongsToOrganizations(table) && table.name in without)
      .map(
        ({ name }) => `Table ${name} has organization_id and stands in ${list} all the same. Take it out of that list.`,
      ),
    ...Object.keys(without)
      .filter((name) => !present.includes(name))
      .map((name) => `${list} names ${name}, which does not exist. Take it out.`),
  ];
}

/** PostgreSQL itself keeps organizations apart. Returns a sentence for each table of organizations in which it does not. */
export function checkWalls(catalogue: Catalogue): string[] {
  return [
    ...catalogue.tables.filter((table) => isWhole(table) && belongsToOrganizations(table)).flatMap(wallsOf),
    ...catalogue.tables
      .filter((table) => !isWhole(table))
      .flatMap((table) => partitionWalls(table, catalogue.role?.name ?? '')),
    ...catalogue.views.flatMap(viewWalls),
  ];
}

function wallsOf(table: Table): string[] {
  const { name, constraints } = table;
  const unique = constraints.some(
    (key) => ['unique', 'primary key'].includes(key.kind) && key.columns.join() === 'organization_id,id',
  );
  const reference = constraints.some(
    (key) =>
      key.target === 'organization' && key.columns.join() === 'organization_id' && key.targetColumns.join() === 'id',
  );
  return [
    ...(table.hasRowSecurity
      ? []
      : [
          `Table ${name} belongs to organizations and has no row-level security: everybody would see the rows of all. ${draft}: alter table "${name}" enable row level security.`,
        ]),
    ...(table.isRowSecurityForced
      ? [
          `Table ${name} has forced row-level security: data migrations and dumps, which run as the owner, would see nothing. Take "force" out of its migration.`,
        ]
      : []),
    ...policyWalls(table),
    ...(unique || table.partitionKey
      ? []
      : [
          `Table ${name} has no unique (organization_id, id), to which references from rows of the same organization point. ${draft}.`,
        ]),
    ...(reference ? [] : [`Table ${name} has no foreign key from organization_id to organization (id). ${draft}.`]),
  ];
}

function policyWalls({ name, policies }: Table): string[] {
  const tenant = policies.filter((policy) => policy.isPermissive && policy.command === 'all' && keepsApart(policy));
  const open = policies.filter((policy) => policy.isPermissive && !keepsApart(policy));
  return [
    ...(tenant.length > 0
      ? []
      : [
          `Table ${name} has no policy for all commands that compares organization_id with the setting ${tenantSetting}. ${draft}.`,
        ]),
    ...open.map(
      (policy) =>
        `Policy ${policy.name} of table ${name} opens rows without comparing organization_id with the setting ${tenantSetting}; permissive policies add up. Make it "as restrictive", or drop it.`,
    ),
  ];
}

const setting = `NULLIF(current_setting('${tenantSetting}'::text, true), ''::text)`;
const comparisons = [
  `(organization_id = (${setting})::uuid)`,
  `(NOT (organization_id IS DISTINCT FROM (${setting})::uuid))`,
];

/** Only these two comparisons are let through: a condition with an "or" in it would need a proof, not a pattern. */
const keepsApart = ({ using, check }: Policy) =>
  using !== null && comparisons.includes(using) && (check === null || comparisons.includes(check));

function partitionWalls({ name, partitionOf, hasRowSecurity, grants }: Table, appRole: string): string[] {
  const open = grants.filter(({ to }) => to === appRole || to === 'public');
  return [
    ...(hasRowSecurity
      ? []
      : [
          `Partition ${name} has no row-level security, and the one of ${partitionOf} does not hold when it is asked directly. Add: alter table "${name}" enable row level security.`,
        ]),
    ...open.map(
      ({ to, privileges }) =>
        `Partition ${name} is granted to ${to} (${privileges.join(', ')}), so it can be reached past ${partitionOf}. Revoke it where the partition is made.`,
    ),
  ];
}

function viewWalls({ name, isMaterialized, options }: DatabaseView): string[] {
  if (isMaterialized)
    return [
      `Materialized view ${name} keeps rows of all organizations without row-level security. Make it a table with organization_id.`,
    ];
  return options.some((option) => /^security_invoker=(true|on|1)$/.test(option))
    ? []
    : [`View ${name} reads as its owner, past row-level security. Make it with (security_invoker = true).`];
}
