import { setTimeout as pause } from 'node:timers/promises';
import { audit } from '#src/audit/audit.ts';
import { DomainError, invalid } from '#src/errors.ts';
import { accountable } from '#src/scope/actor.ts';
import type { Scope } from '#src/scope/scope.ts';
import { findOptionalItem, type ItemRow } from '../line-items/find-item.ts';
import { keepLineItem } from '../line-items/keep-line-item.ts';
import { gradebookOf } from '../platforms/profile.ts';
import { postScore } from '../advantage/scores.ts';
import { gradeScopes } from '../advantage/grade-names.ts';
import { LmsRefused } from '../advantage/lms-refused.ts';
import { LtiTestScore } from '../test-score.entity.ts';

export interface TestScoreForm {
  /** Of the `LtiContext`. */
  readonly contextId: string;
  /** Null: a column that is made for tests, and found again by later ones. */
  readonly lineItemId: string | null;
  /** The platform's id of a user. */
  readonly subject: string;
  readonly scoreGiven: number;
  readonly scoreMaximum: number;
}

const ofTests = { resourceId: 'assay-test', tag: 'test' } as const;

/**
 * Sends a score to a line item by hand and keeps what the platform said, with no transaction open; it is nobody's grade, and a
 * person who has one there is refused. The caller has checked that the actor may. Returns the row's id. Throws DomainError, and
 * LmsRefused where the column could not be made.
 */
export async function sendTestScore(scope: Scope, form: TestScoreForm): Promise<string> {
  const made = form.lineItemId ?? (await makeColumn(scope, form));
  const { item, testScore } = await scope.transaction((inside) => begin(inside, form, made));
  await pause(Math.max(0, testScore.timestamp.getTime() - Date.now()));
  const answer = await answerTo(postTest(scope, item, testScore));
  await scope.transaction(({ em }) => em.nativeUpdate(LtiTestScore, { id: testScore.id }, answer));
  const target = { type: 'ltiTestScore', id: testScore.id };
  await audit(scope, { action: 'ltiTestScore.sent', target, payload: { status: answer.status } });
  return testScore.id;
}

async function begin(scope: Scope, form: TestScoreForm, lineItemId: string) {
  const { contextId, subject, scoreGiven, scoreMaximum } = form;
  const item = await findOptionalItem(scope, lineItemId);
  if (item?.contextId !== contextId || item.url === null)
    throw invalid({ field: 'lineItem', key: 'lti.scores.error.noItem' });
  if (!item.scopes.includes(gradeScopes.score)) throw new DomainError('conflict', 'lti.scores.error.mayNotSend');
  await refuseGraded(scope, item, subject);
  const testScore = scope.em.create(LtiTestScore, {
    lineItem: item.id,
    subject,
    scoreGiven,
    scoreMaximum,
    timestamp: await nextTimestamp(scope, item, subject),
    sentById: accountable(scope.actor),
    isAccepted: false,
    isItemOurs: item.resourceId === ofTests.resourceId && !item.isCoupled,
  } as never);
  await scope.em.flush();
  return { item, testScore };
}

const makeColumn = (scope: Scope, { contextId, scoreMaximum }: TestScoreForm) =>
  keepLineItem(scope, { contextId, label: 'Assay test', scoreMaximum, ...ofTests });

/** A test in the place of a grade would be one. */
async function refuseGraded({ em }: Scope, { id, platformId }: ItemRow, subject: string) {
  const [graded] = await em.execute<object[]>(
    `select 1 from lti_score s join identity i on i.user_id = s.user_id and i.kind = 'lti' and i.provider = ?
      where s.line_item_id = ? and i.subject = ?`,
    [platformId, id, subject],
  );
  if (graded) throw invalid({ field: 'subject', key: 'lti.scores.error.graded' });
}

/** Later than the last test of the person in this line item by what the platform needs. */
async function nextTimestamp({ em }: Scope, { id, family }: ItemRow, subject: string): Promise<Date> {
  const [row] = await em.execute<{ at: string }[]>(
    `select greatest(date_trunc('milliseconds', clock_timestamp()), max(timestamp) + ? * interval '1 millisecond') as at
      from lti_test_score where line_item_id = ? and subject = ?`,
    [gradebookOf(family).timestampStepMs, id, subject],
  );
  return new Date(row!.at);
}

function postTest(scope: Scope, { registrationId, url, family }: ItemRow, testScore: LtiTestScore) {
  const { subject, scoreGiven, scoreMaximum, timestamp } = testScore;
  const gradingProgress = 'FullyGraded';
  const score = { gradingProgress, submittedAt: null, isNewAttempt: false, reviewUrl: null };
  return postScore(scope, {
    registrationId,
    url: url!,
    body: {
      userId: subject,
      scoreGiven,
      scoreMaximum,
      activityProgress: 'Completed',
      gradingProgress,
      timestamp: timestamp.toISOString(),
      ...gradebookOf(family).scoreExtension?.(score),
    },
  });
}

/** What became of a call, as it is shown. */
export async function answerTo(call: Promise<{ readonly status: number; readonly text: string }>) {
  try {
    const { status, text } = await call;
    return { status, words: text.trim().slice(0, 300) || null, isAccepted: true };
  } catch (error) {
    if (!(error instanceof LmsRefused)) throw error;
    return { status: error.status, words: error.words, isAccepted: false };
  }
}
