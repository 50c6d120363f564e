import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Scope } from '#src/scope/scope.ts';
import { gradebookOf } from '../platforms/profile.ts';
import { askLms } from '../advantage/ask-lms.ts';
import { createLineItem, deleteLineItem, listLineItems, readingLineItems } from '../advantage/line-items.ts';
import { membershipsScope, readMemberships } from '../advantage/memberships.ts';
import { requestToken } from '../advantage/request-token.ts';
import { postScore } from '../advantage/scores.ts';
import { gradeScopes } from '../advantage/grade-names.ts';
import { LmsRefused } from '../advantage/lms-refused.ts';
import type { SelfTestRow } from './select-self-test.ts';
import type { StepName } from './step.ts';

/** By these its column is found again, whatever became of the test that made it. */
const ofSelfTest = { resourceId: 'assay-self-test', tag: 'self-test' } as const;
export const columnName = 'Assay self-test';

/** What a step brought: how much was found, or that there is nothing to try. */
export interface Brought {
  readonly count?: number;
  readonly isAbsent?: boolean;
}
const absent: Brought = { isAbsent: true };

/** Each asks the platform, with no transaction open. Throws LmsRefused. */
export const performStep: Readonly<Record<StepName, (scope: Scope, test: SelfTestRow) => Promise<Brought>>> = {
  configuration: async (scope, { issuer }) => {
    const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    try {
      await askLms(scope, url, { timeoutMs: 10_000, maxBytes: 300_000 });
      return {};
    } catch (error) {
      // Many platforms have it elsewhere, and only registering reads it.
      if (error instanceof LmsRefused && error.status !== null && error.status < 500) return absent;
      throw error;
    }
  },
  keys: async (scope, { jwksUri }) => {
    const { json } = await askLms(scope, jwksUri, { timeoutMs: 10_000, maxBytes: 300_000 });
    const keys = KeySet.safeParse(json).data?.keys.length ?? 0;
    if (keys === 0) throw unusable('no keys in the answer');
    return { count: keys };
  },
  token: async (scope, { registrationId, scopes, membershipsUrl }) => {
    const wanted = [...scopes, ...(membershipsUrl ? [membershipsScope] : [])].toSorted().join(' ');
    if (!wanted) return absent;
    await requestToken(scope, registrationId, wanted);
    return {};
  },
  roster: async (scope, { registrationId, membershipsUrl: url }) => {
    if (!url) return absent;
    const { members } = await readMemberships(scope, registrationId, { url, limit: 50, maxPages: 1 });
    return { count: members.length };
  },
  lineItem: async (scope, test) => {
    const asking = askingFor(test);
    if (!asking) return absent;
    await removeColumns(scope, test);
    await createLineItem(scope, asking, { label: columnName, scoreMaximum: 1, ...ofSelfTest });
    return {};
  },
  score: async (scope, test) => {
    if (!test.scopes.includes(gradeScopes.score)) return absent;
    const [column] = await columnsOf(scope, test);
    if (!column) throw unusable('the column that was just made is not listed');
    await post(scope, test, column.id, { scoreGiven: 1, scoreMaximum: 1 });
    return {};
  },
  cleanUp: async (scope, test) => (askingFor(test) ? { count: await removeColumns(scope, test) } : absent),
};

const KeySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

const unusable = (words: string) =>
  new LmsRefused({ status: null, words, retryAfterSeconds: null, isRetryable: false });

function askingFor({ registrationId, lineItemsUrl: url, scopes }: SelfTestRow) {
  return url && scopes.includes(gradeScopes.lineItem) ? { registrationId, url, scopes } : null;
}

async function columnsOf(scope: Scope, test: SelfTestRow) {
  const asking = askingFor(test);
  if (!asking || readingLineItems(asking.scopes).length === 0) return [];
  return (await listLineItems(scope, asking, ofSelfTest)).items;
}

/** All that self-tests left, with the scores in them. Returns how many there were. */
async function removeColumns(scope: Scope, test: SelfTestRow) {
  const columns = await columnsOf(scope, test);
  for (const { id: url } of columns) {
    const { registrationId, scopes } = test;
    try {
      await deleteLineItem(scope, { registrationId, url, scopes });
    } catch (error) {
      // A column that stays shall at least be empty.
      await post(scope, test, url, { gradingProgress: 'NotReady' }).catch(() => undefined);
      throw error;
    }
  }
  return columns.length;
}

interface Given {
  readonly scoreGiven?: number;
  readonly scoreMaximum?: number;
  readonly gradingProgress?: 'NotReady';
}

async function post(scope: Scope, { registrationId, subject, family }: SelfTestRow, url: string, given: Given) {
  const { timestampStepMs, scoreExtension } = gradebookOf(family);
  const { gradingProgress = 'FullyGraded' } = given;
  // Later than a score of this test by what the platform needs.
  if (given.scoreGiven === undefined) await pause(timestampStepMs);
  const extension = scoreExtension?.({ gradingProgress, submittedAt: null, isNewAttempt: false, reviewUrl: null });
  await postScore(scope, {
    registrationId,
    url,
    body: {
      ...given,
      ...extension,
      userId: subject,
      gradingProgress,
      activityProgress: gradingProgress === 'NotReady' ? 'Initialized' : 'Completed',
      timestamp: new Date().toISOString(),
    },
  });
}
