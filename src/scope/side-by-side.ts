/**
 * Reads of one transaction that do not need each other's answers: those of `prepared` go in one packet. Throws what failed first in
 * their order, when all have ended: none of them may meet the transaction rolled back and its connection with somebody else.
 */
export async function sideBySide<const Reads extends readonly unknown[]>(
  reads: Reads,
): Promise<{ -readonly [Index in keyof Reads]: Awaited<Reads[Index]> }> {
  await Promise.allSettled(reads);
  for (const read of reads) await read;
  return Promise.all(reads);
}
