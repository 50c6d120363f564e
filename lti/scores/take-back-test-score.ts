import { audit } from '#src/audit/audit.ts';
import { notFound } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { findOptionalItem, type ItemRow } from '../line-items/find-item.ts';
import { deleteLineItem } from '../advantage/line-items.ts';
import { postScore } from '../advantage/scores.ts';
import { LmsRefused } from '../advantage/lms-refused.ts';
import { LtiTestScore } from '../test-score.entity.ts';

/**
 * Takes a test score out of the LMS: with the column where that was made for tests, else by a score without a value, which
 * clears it. What the platform said is kept where it refused. With no transaction open; the caller has checked that the actor may.
 */
export async function takeBackTestScore(scope: Scope, id: string): Promise<void> {
  const { item, testScore } = await find(scope, id);
  const words = await refusalOf(testScore.isItemOurs ? removeColumn(scope, item) : clear(scope, item, testScore));
  await scope.transaction(async (inside) => {
    const takenBack = { takenBackAt: inside.now(), takeBackWords: null };
    await inside.em.nativeUpdate(LtiTestScore, { id }, words === null ? takenBack : { takeBackWords: words });
  });
  await audit(scope, { action: 'ltiTestScore.takenBack', target: { type: 'ltiTestScore', id }, payload: { words } });
}

const find = (scope: Scope, id: string) =>
  scope.transaction(async (inside) => {
    const testScore = await inside.em.findOne(LtiTestScore, { id });
    const item = testScore && (await findOptionalItem(inside, testScore.lineItem.id));
    if (!item || item.url === null) throw notFound('test score');
    return { item, testScore };
  });

/** Every test in it goes along. */
async function removeColumn(scope: Scope, { id, registrationId, url, scopes }: ItemRow) {
  await deleteLineItem(scope, { registrationId, url: url!, scopes });
  await scope.transaction(async ({ em }) => {
    await em.execute('update lti_line_item set gone_at = now(), url = null where id = ?', [id]);
    await em.execute('update lti_test_score set taken_back_at = now() where line_item_id = ?', [id]);
  });
}

const clear = (scope: Scope, { registrationId, url }: ItemRow, { subject, timestamp }: LtiTestScore) =>
  postScore(scope, {
    registrationId,
    url: url!,
    body: {
      userId: subject,
      activityProgress: 'Initialized',
      gradingProgress: 'NotReady',
      timestamp: new Date(Math.max(Date.now(), timestamp.getTime() + 1_001)).toISOString(),
    },
  });

async function refusalOf(call: Promise<unknown>): Promise<string | null> {
  try {
    await call;
    return null;
  } catch (error) {
    if (error instanceof LmsRefused) return error.words;
    throw error;
  }
}
