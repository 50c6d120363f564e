/** A node of PostgreSQL's own parse tree, as libpg-query gives it. */
export type Node = Record<string, unknown>;

export interface Change {
  /** What it does, to be read after "would". */
  readonly what: string;
  /** Names of the tables or other things that it does this to. */
  readonly to: readonly string[];
}

/** The changes in one statement that old code could stumble over. */
export function changesOf(statement: Node, isReplacedCheck: (name: string) => boolean): Change[] {
  const [kind, body] = Object.entries(statement)[0] as [string, Node];
  switch (kind) {
    case 'DropStmt':
      return dropped(body);
    case 'RenameStmt':
      return [
        {
          what: `rename ${typeof body.subname === 'string' ? `${body.subname} of ` : ''}${relation(body)}`,
          to: [relation(body)],
        },
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
export function makes(statement: Node): string[] {
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
