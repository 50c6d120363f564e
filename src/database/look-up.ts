import type { MikroORM } from '@mikro-orm/postgresql';
import { ProgrammingError } from '#src/errors.ts';
import { sendPrepared } from './prepared.ts';

/**
 * Calls one of the functions of `look-ups.sql`: its row, or null. Outside a transaction, because it comes before the
 * organization is known, and a transaction needs that first. Throws ProgrammingError for what cannot be a function's name.
 */
export async function lookUp<Row>(orm: MikroORM, name: string, keys: readonly (string | null)[]): Promise<Row | null> {
  if (!/^(?:find|count|begin)_[a-z_]+$/.test(name))
    throw new ProgrammingError(`"${name}" is no function of look-ups.sql.`);
  const marks = keys.map((_, index) => `$${index + 1}`).join(', ');
  const [row] = await sendPrepared<Row>(orm.em.getConnection().getClient(), `select * from ${name}(${marks})`, keys);
  return row ?? null;
}
