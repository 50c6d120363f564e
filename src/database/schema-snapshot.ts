import type { Catalogue, DatabaseFunction, Grant, Policy, Table } from './catalogue.ts';

/** The file, from the root, that shows the schema as the migrations leave it. */
export const snapshotFile = 'migrations/schema.snapshot.txt';

const headline = '# The schema as the migrations leave it. Written by `npm run migration -- snapshot`, not by hand.';

/** The schema public as text for people and for comparing: sorted, and the same whenever and wherever it was migrated. */
export function schemaSnapshot(catalogue: Catalogue): string {
  const blocks = [
    ...catalogue.types.map(({ name, definition }) => [`type ${name} ${definition}`]),
    ...catalogue.sequences.map(({ name, grants }) => [`sequence ${name}`, ...granted(grants)]),
    ...catalogue.tables.filter((table) => !isOfOneMonth(table)).map(tableLines),
    ...catalogue.views.map((view) => [
      `${view.isMaterialized ? 'materialized view' : 'view'} ${view.name}${inBrackets(view.options)}`,
      ...indented(view.definition.split('\n')),
      ...granted(view.grants),
    ]),
    ...catalogue.functions.filter(({ schema }) => schema === 'public').map(functionLines),
  ];
  return `${[headline, ...blocks.map((lines) => lines.join('\n'))].join('\n\n')}\n`;
}

/** A job makes these as time goes by; the table above them says what they are. */
export const isOfOneMonth = (table: Pick<Table, 'name' | 'partitionOf'>) =>
  table.partitionOf !== null && /_\d{4}_\d{2}$/.test(table.name);

function tableLines(table: Table) {
  const width = (pick: (column: Table['columns'][number]) => string) =>
    Math.max(0, ...table.columns.map((column) => pick(column).length));
  const [names, types] = [width(({ name }) => name), width(({ type }) => type)];
  const partition = table.partitionKey ? ` partition by ${table.partitionKey}` : '';
  const parent = table.partitionOf ? ` partition of ${table.partitionOf} ${table.bound}` : '';
  return [
    `table ${table.name}${partition}${parent}`,
    ...indented([
      ...table.columns.map((column) =>
        `${column.name.padEnd(names)}  ${column.type.padEnd(types)}${columnRest(column)}`.trimEnd(),
      ),
      ...table.constraints.map(({ name, definition }) => `constraint ${name} ${definition}`),
      ...table.indexes.map(withoutCreate),
      `row-level security ${table.hasRowSecurity ? (table.isRowSecurityForced ? 'forced' : 'enabled') : 'off'}`,
      ...table.policies.map(policyLine),
      ...table.triggers.map(withoutCreate),
    ]),
    ...granted(table.grants),
  ];
}

function columnRest({ isNotNull, default: value, isGenerated }: Table['columns'][number]) {
  const filled = value === null ? '' : isGenerated ? `  generated as ${value}` : `  default ${value}`;
  return `${isNotNull ? '  not null' : ''}${filled}`;
}

const policyLine = ({ name, command, isPermissive, roles, using, check }: Policy) =>
  [
    `policy ${name}${isPermissive ? '' : ' as restrictive'} for ${command} to ${roles.join(', ')}`,
    using === null ? '' : ` using ${using}`,
    check === null ? '' : ` with check ${check}`,
  ].join('');

const withoutCreate = (definition: string) =>
  definition.replace(/^CREATE ((?:UNIQUE )?INDEX|(?:CONSTRAINT )?TRIGGER)/, (_, kind: string) => kind.toLowerCase());

/** The body is in its migration or in look-ups.sql; its digest tells when it is another. */
const functionLines = (routine: DatabaseFunction) => [
  `function ${routine.name}(${routine.arguments})`,
  ...indented([
    `returns ${routine.result}`,
    `${routine.language}, ${routine.volatility}${routine.isSecurityDefiner ? ', security definer' : ''}${inBrackets(routine.settings)}`,
    `body sha256 ${routine.digest.slice(0, 16)}`,
  ]),
  ...granted(routine.grants),
];

const granted = (grants: readonly Grant[]) =>
  indented(grants.map(({ to, privileges }) => `grants ${to} ${privileges.join(', ')}`));
const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`);
const inBrackets = (words: readonly string[]) => (words.length > 0 ? ` (${words.join('; ')})` : '');
