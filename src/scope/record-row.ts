import type { EntityClass, MikroORM, RequiredEntityData } from '@mikro-orm/postgresql';
import { inTransaction } from './unit-of-work.ts';

/** Writes one row in a transaction of its own; it stays when the caller's transaction rolls back. */
export async function recordRow<E extends object>(
  orm: MikroORM,
  organizationId: string | null,
  entity: EntityClass<E>,
  data: RequiredEntityData<E>,
) {
  await inTransaction(orm, { organizationId }, async ({ em }) => {
    em.create(entity, data);
  });
}
