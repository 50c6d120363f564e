import { z } from 'zod';
import type { Box, Errand } from './errand.ts';
import { JudgeRefusal } from './judge-failure.ts';
import type { Judge } from './judge.ts';

const Token = z.object({ token: z.string() });

export interface Sent {
  readonly errand: Errand;
  readonly box: Box<unknown>;
  readonly token: string;
}

/**
 * Makes the boxes for one judge and hands them over in one request. What this judge cannot do is told to `cannot`, what it
 * refuses fails, and the others of the batch are not touched by either.
 */
export async function sendBatch(
  judge: Judge,
  errands: readonly Errand[],
  cannot: (errand: Errand) => void,
): Promise<readonly Sent[]> {
  const facts = await judge.facts();
  const made: { errand: Errand; box: Box<unknown> }[] = [];
  for (const errand of errands) {
    const box = await errand.request.build(facts).catch((error: unknown) => refusedBy(errand, error));
    if (box) made.push({ errand, box });
    else if (box === null) cannot(errand);
  }
  if (made.length === 0) return [];
  const bodies = made.map(({ box }) => box.body);
  const answers = await judge.call(async () =>
    facts.config.enable_batched_submissions ? judge.rest.create(bodies) : [await judge.rest.createOne(bodies[0]!)],
  );
  judge.batchSize = Math.min(20, judge.batchSize * 2);
  judge.fullInARow = 0;
  return made.flatMap(({ errand, box }, index) => {
    const read = Token.safeParse(answers[index]);
    if (read.success) return [{ errand, box, token: read.data.token }];
    errand.fail(new JudgeRefusal(`the judge refuses: ${JSON.stringify(answers[index])}`));
    return [];
  });
}

/** How many go into one request to this judge. */
export const batchSizeOf = (judge: Judge) => {
  const config = judge.lastFacts?.config;
  if (config && !config.enable_batched_submissions) return 1;
  return Math.min(judge.batchSize, config?.max_submission_batch_size ?? 20, 20);
};

/** What cannot be asked for at all ends here; what the judge failed at is thrown on. */
function refusedBy(errand: Errand, error: unknown) {
  if (!(error instanceof JudgeRefusal)) throw error;
  errand.fail(error);
  return undefined;
}
