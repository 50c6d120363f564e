import type { EntityMetadata, MikroORM } from '@mikro-orm/postgresql';
import { hasOrganization, isTenantOwned } from '#src/database/tenancy.ts';
import { ProgrammingError } from '#src/errors.ts';

/** Sealed properties of an entity and the purpose of each, as `static readonly sealed`. A ciphertext is tied to its row's id. */
export type Sealed<E = object> = Readonly<Partial<Record<keyof E & string, string>>>;

export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  readonly purpose: string;
  /** Whether its rows are seen inside an organization, by the installation, or both. */
  readonly inOrganizations: boolean;
  readonly inInstallation: boolean;
}

/** Every sealed column that the entities declare. Throws ProgrammingError for a property that an entity does not have. */
export const sealedColumns = (orm: MikroORM): readonly SealedColumn[] =>
  [...orm.getMetadata().getAll().values()].flatMap(columnsOf);

function columnsOf(meta: EntityMetadata): SealedColumn[] {
  const { sealed = {} } = meta.class as unknown as { readonly sealed?: Readonly<Record<string, string>> };
  return Object.entries(sealed).map(([name, purpose]) => {
    const column = (meta.properties as Record<string, { fieldNames: string[] } | undefined>)[name]?.fieldNames[0];
    if (!column)
      throw new ProgrammingError(
        `${meta.className} says that its property ${name} is sealed, and has no such property.`,
      );
    return {
      table: meta.tableName,
      column,
      purpose,
      inOrganizations: hasOrganization(meta),
      inInstallation: !isTenantOwned(meta),
    };
  });
}
