import { parseSync } from 'libpg-query';
import { isWidened, namedChecks } from './named-checks.ts';

export interface Migration {
  readonly file: string;
  readonly sql: string;
}

type Node = Record<string, unknown>;
interface Change {
  /** What it does, to be read after "would". */
  readonly what: string;
  /** Names of the tables or other things that it does this to. */
  readonly to: readonly string[];
}

const contract = /^-- contracts: \S.* unused since v?\d+\.\d+\.\d+$/;

/**
 * While an image is replaced the old code runs on the new schema, so a migration only adds to what earlier ones made; what
 * nothing uses any more goes a release later, in a file whose first line says so. `migrations` in the order they run; call
 * `loadModule` of libpg-query first.
 */
export function checkMigrationsAdd(migrations: readonly Migration[]): string[] {
  const earlier = { made: new Set<string>(), checks: new Map<string, Node>() };
  return migrations.flatMap(({ file, sql }) => {
    const statements = ((parseSync(sql) as { stmts?: { stmt: Node }[] }).stmts ?? []).map(({ stmt }) => stmt);
    const checks = namedChecks(statements);
    const changes = statements.flatMap((statement) =>
      changesOf(statement, (name) => isWidened(earlier.checks.get(name), checks.get(name))),
    );
    const wrong = changes.filter(({ to }) => to.some((name) => earlier.made.has(name)));
    for (const name of statements.flatMap(makes)) earlier.made.add(name);
    for (const [name, check] of checks) earlier.checks.set(name, check);
    return sentences(file, sql, wrong);
  });
}

function sentences(file: string, sql: string, wrong: readonly Change[]) {
  const [first = ''] = sql.split('\n');
  if (contract.test(first)) return [];
  if (/^-- contracts/.test(first))
    return [
      `${file} begins with "${first}". Write: -- contracts: <what> unused since <version>, for instance -- contracts: column user.nickname unused since 1.4.0`,
    ];
  return wrong.map(
    ({ what }) =>
      `${file} would ${what}, and the code of the release before still runs on this schema. Add what is new now; ${remedy(what)}`,
  );
}

const remedy = (what: string) =>
  /^(drop|rename|move|empty)/.test(what)
    ? 'take the old away a release later, in a migration whose first line is "-- contracts: <what> unused since <version>".'
    : 'a new column beside it, filled by both, can replace it a release later ("-- contracts: <what> unused since <version>" as first line).';

/** The changes in one statement that old code could stumble over. */
function changesOf(statement: Node, isReplacedCheck: (name: string) => boolean): Change[] {
  const [kind, body] = Object.entries(statement)[0] as [string, Node];
  switch (kind) {
    case 'DropStmt':
      return dropped(body);
    case 'RenameStmt':
      return [
        { what: `rename ${body.subname ? `${String(body.subname)} of ` : ''}${relation(body)}`, to: [relation(body)] },
      ];
    case 'TruncateStmt':
      return (body.relations as Node[]).map((table) => ({
        what: `empty table ${relname(table)}`,
        to: [relname(table)],
      }));
    case 'DoStmt':
      return hidden(body);
    case 'AlterObjectSchemaStmt':
      return [{ what: `move ${relation(body)} to another schema`, to: [relation(body)] }];
    case 'AlterEnumStmt': {
      const type = lastName({ List: { items: body.typeName } });
      return body.oldVal ? [{ what: `rename a value of type ${type}`, to: [type] }] : [];
    }
    case 'AlterTableStmt':
      return (body.cmds as { AlterTableCmd: Node }[]).flatMap(({ AlterTableCmd: command }) =>
        altered(relation(body), command, isReplacedCheck),
      );
    default:
      return [];
  }
}

const droppable: Record<string, string> = {
  OBJECT_TABLE: 'table',
  OBJECT_VIEW: 'view',
  OBJECT_MATVIEW: 'materialized view',
  OBJECT_SEQUENCE: 'sequence',
  OBJECT_TYPE: 'type',
  OBJECT_DOMAIN: 'domain',
  OBJECT_FUNCTION: 'function',
  OBJECT_SCHEMA: 'schema',
};

function dropped({ removeType, objects }: Node): Change[] {
  const word = droppable[String(removeType)];
  return word
    ? (objects as Node[]).map((object) => ({ what: `drop ${word} ${lastName(object)}`, to: [lastName(object)] }))
    : [];
}

function altered(table: string, command: Node, isReplacedCheck: (name: string) => boolean): Change[] {
  const name = String(command.name);
  const change = (what: string) => [{ what, to: [table] }];
  switch (command.subtype) {
    case 'AT_DropColumn':
      return change(`drop column ${name} of table ${table}`);
    case 'AT_DropConstraint':
      return isReplacedCheck(name) ? [] : change(`drop constraint ${name} of table ${table}`);
    case 'AT_AlterColumnType':
      return change(`change the type of column ${name} of table ${table}`);
    case 'AT_SetNotNull':
      return change(`make column ${name} of table ${table} not null`);
    case 'AT_ColumnDefault':
      return command.def ? [] : change(`take the default from column ${name} of table ${table}`);
    case 'AT_AddColumn':
      return needsValue((command.def as { ColumnDef: Node }).ColumnDef)
        ? change(`add column ${columnName(command)} to table ${table} as not null without a default`)
        : [];
    default:
      return [];
  }
}

const columnName = (command: Node) => String((command.def as { ColumnDef: Node }).ColumnDef.colname);

function needsValue(column: Node) {
  const kinds = ((column.constraints ?? []) as { Constraint: Node }[]).map(({ Constraint }) => Constraint.contype);
  const isSerial = /serial/.test(JSON.stringify(column.typeName));
  return (
    ['CONSTR_NOTNULL', 'CONSTR_PRIMARY'].some((kind) => kinds.includes(kind)) &&
    !isSerial &&
    !['CONSTR_DEFAULT', 'CONSTR_IDENTITY', 'CONSTR_GENERATED'].some((kind) => kinds.includes(kind))
  );
}

/** What a `do` block builds at run time cannot be read here. */
function hidden(body: Node): Change[] {
  const text = JSON.stringify(body);
  const word = /\b(drop|rename|alter\s+column|truncate)\b/i.exec(text)?.[0];
  return word ? [{ what: `hide "${word.toLowerCase()}" in a do block`, to: [everything] }] : [];
}

const everything = '*';

/** Names of what a statement makes; a `do` block may reach all of it. */
function makes(statement: Node): string[] {
  const [kind, body] = Object.entries(statement)[0] as [string, Node];
  switch (kind) {
    case 'CreateStmt':
    case 'CreateSeqStmt':
      return [relname(body.relation ? { RangeVar: body.relation } : { RangeVar: body.sequence }), everything];
    case 'ViewStmt':
      return [relname({ RangeVar: body.view })];
    case 'CreateTableAsStmt':
      return [relname({ RangeVar: (body.into as Node).rel })];
    case 'CreateFunctionStmt':
      return [lastName({ List: { items: body.funcname } })];
    case 'CreateEnumStmt':
      return [lastName({ List: { items: body.typeName } })];
    case 'CreateDomainStmt':
      return [lastName({ List: { items: body.domainname } })];
    case 'CreateSchemaStmt':
      return [String(body.schemaname)];
    default:
      return [];
  }
}

const relation = (body: Node) =>
  body.relation ? relname({ RangeVar: body.relation }) : lastName((body.object ?? {}) as Node);
const relname = (node: Node) => String((node.RangeVar as Node | undefined)?.relname);

/** `public.a` and `a` are the same here: all tables of ours are in one schema. */
function lastName(object: Node): string {
  const names = [...JSON.stringify(object).matchAll(/"sval":"([^"]+)"/g)].map(([, name]) => name!);
  if (object.ObjectWithArgs) return lastName({ List: { items: (object.ObjectWithArgs as Node).objname } });
  return names.at(-1) ?? '';
}
