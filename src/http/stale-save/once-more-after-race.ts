import { OptimisticLockError } from '@mikro-orm/core';

/** Two saves at once: the one that lost is tried again, so that it meets the other's row and is refused with both texts. */
export async function onceMoreAfterRace<R>(work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof OptimisticLockError) return work();
    throw error;
  }
}
