import type { MikroORM } from '@mikro-orm/postgresql';
import { freshEntityManager } from '#src/database/open-orm.ts';

/** Whether scores, mails and webhooks stay here until an operator has looked at them. */
export async function isOutgoingPaused(orm: MikroORM): Promise<boolean> {
  const [row] = await freshEntityManager(orm).execute<{ paused: boolean }[]>(
    'select outgoing_paused_at is not null as paused from installation',
  );
  return row?.paused ?? false;
}
