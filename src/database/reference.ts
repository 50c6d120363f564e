import { p } from '@mikro-orm/core';

type Target = Parameters<typeof p.manyToOne>[0];

/**
 * A reference to a row of the same organization. PostgreSQL checks foreign keys past row-level security, so the drafted
 * migration makes it composite, `(organization_id, x_id)`, and MikroORM's own simple one is left out.
 */
export const belongsTo = <T extends Target>(target: T) => p.manyToOne(target).createForeignKeyConstraint(false);
