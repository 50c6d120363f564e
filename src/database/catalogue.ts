import type pg from 'pg';
import {
  functionsQuery,
  roleQuery,
  schemasQuery,
  sequencesQuery,
  tablesQuery,
  typesQuery,
  viewsQuery,
} from './catalogue-queries.ts';

export interface Grant {
  /** A role, or `public` for everybody. */
  readonly to: string;
  readonly privileges: readonly string[];
}

export interface Column {
  readonly name: string;
  readonly type: string;
  readonly isNotNull: boolean;
  /** Expression of its default, or of its generation. */
  readonly default: string | null;
  readonly isGenerated: boolean;
}

export interface Constraint {
  readonly name: string;
  readonly kind: 'primary key' | 'unique' | 'check' | 'foreign key' | 'exclude';
  readonly columns: readonly string[];
  /** Of a foreign key: the table and columns it refers to, in the order of `columns`. */
  readonly target: string | null;
  readonly targetColumns: readonly string[];
  /** Of a foreign key with `on delete set null (…)`: the columns that are emptied; all when it names none. */
  readonly emptiedOnDelete: readonly string[] | null;
  readonly definition: string;
}

export interface Policy {
  readonly name: string;
  readonly command: 'all' | 'select' | 'insert' | 'update' | 'delete';
  readonly isPermissive: boolean;
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly check: string | null;
}

export interface Table {
  readonly name: string;
  readonly owner: string;
  readonly partitionKey: string | null;
  readonly partitionOf: string | null;
  readonly bound: string | null;
  readonly hasRowSecurity: boolean;
  readonly isRowSecurityForced: boolean;
  readonly columns: readonly Column[];
  readonly constraints: readonly Constraint[];
  /** Definitions of the indexes that no constraint made. */
  readonly indexes: readonly string[];
  readonly policies: readonly Policy[];
  readonly triggers: readonly string[];
  /** What others than the owner may do. */
  readonly grants: readonly Grant[];
}

export interface DatabaseView {
  readonly name: string;
  readonly isMaterialized: boolean;
  readonly options: readonly string[];
  readonly definition: string;
  readonly grants: readonly Grant[];
}

export interface DatabaseFunction {
  readonly schema: string;
  readonly name: string;
  readonly arguments: string;
  readonly result: string;
  readonly language: string;
  readonly volatility: string;
  readonly isSecurityDefiner: boolean;
  /** `search_path=…` and other settings that it fixes. */
  readonly settings: readonly string[];
  /** SHA-256 of its body, in hexadecimal digits. */
  readonly digest: string;
  readonly grants: readonly Grant[];
}

/** What the role that `serve` and `work` run as may do besides reading and writing rows. */
export interface RoleFacts {
  readonly name: string;
  readonly isSuperuser: boolean;
  readonly bypassesRowSecurity: boolean;
  readonly createsRoles: boolean;
  readonly createsDatabases: boolean;
  /** Objects that it owns, in all databases of the cluster. */
  readonly owns: number;
  readonly memberOf: readonly string[];
  /** Schemas, and the database itself as `database <name>`, in which it may create. */
  readonly createsIn: readonly string[];
}

/** What PostgreSQL itself says of a database: our tables (schema public), and the schemas and functions of all. */
export interface Catalogue {
  readonly schemas: readonly string[];
  readonly tables: readonly Table[];
  readonly views: readonly DatabaseView[];
  readonly sequences: readonly { readonly name: string; readonly grants: readonly Grant[] }[];
  readonly types: readonly { readonly name: string; readonly definition: string }[];
  readonly functions: readonly DatabaseFunction[];
  readonly role: RoleFacts | null;
}

/** Reads the catalogue through an open connection, also inside a transaction. `appRole` names the role that `serve` runs as. */
export async function readCatalogue(client: pg.Client, appRole: string): Promise<Catalogue> {
  const rows = async <T extends object>(sql: string, values: string[] = []) =>
    (await client.query<T>(sql, values)).rows;
  const [role = null] = await rows<RoleFacts>(roleQuery, [appRole]);
  return {
    schemas: (await rows<{ name: string }>(schemasQuery)).map(({ name }) => name),
    tables: await rows<Table>(tablesQuery),
    views: await rows<DatabaseView>(viewsQuery),
    sequences: await rows<Catalogue['sequences'][number]>(sequencesQuery),
    types: await rows<Catalogue['types'][number]>(typesQuery),
    functions: await rows<DatabaseFunction>(functionsQuery),
    role,
  };
}
