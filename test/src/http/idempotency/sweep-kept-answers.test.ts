import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { claimKey, keepAnswer, type Claim } from '#src/http/idempotency/claim-key.ts';
import { sweepKeptAnswers, sweepOperatorsKeptAnswers } from '#src/http/idempotency/sweep-kept-answers.ts';
import type { InstallationScope, Scope } from '#src/scope/scope.ts';
import { anInstallationScope, aScope, eventually, openTestApp } from '../../../support/app.ts';

let app: App;
beforeAll(async () => void (app = await openTestApp({ works: true })));
afterAll(() => app.stop());

const aClaim = (): Claim => ({
  id: randomUUID(),
  personId: randomUUID(),
  fingerprint: 'of nothing',
  isForm: false,
  seconds: 60,
});

/** Two answers: one from yesterday, one of today. */
async function twoAnswers(scope: Scope | InstallationScope) {
  const [old, recent] = [aClaim(), aClaim()];
  const keep = async (inside: Scope | InstallationScope) => {
    for (const [claim, seconds] of [
      [old, -1],
      [recent, 3600],
    ] as const) {
      expect(await claimKey(inside, claim)).toBeNull();
      await keepAnswer(inside, claim, { kind: 'nothing' }, seconds);
    }
  };
  await (scope.organization ? scope.transaction(keep) : scope.transaction(keep));
  return { old, recent };
}

const ids = async (scope: Scope | InstallationScope) => {
  const look = async ({ em }: Pick<Scope | InstallationScope, 'em'>) =>
    (await em.execute<{ id: string }[]>('select id from kept_answer')).map(({ id }) => id);
  return scope.organization ? scope.transaction(look) : scope.transaction(look);
};

describe('answers kept for repeats', () => {
  it('are forgotten a day later, in each organization and for operators', async () => {
    const scope = await aScope(app);
    const installation = anInstallationScope(app);
    const theirs = await twoAnswers(scope);
    const operators = await twoAnswers(installation);
    await scope.enqueue(sweepKeptAnswers, {});
    await installation.enqueue(sweepOperatorsKeptAnswers, {});
    await eventually(async () => !(await ids(scope)).includes(theirs.old.id));
    await eventually(async () => !(await ids(installation)).includes(operators.old.id));
    expect(await ids(scope)).toEqual([theirs.recent.id]);
    expect(await ids(installation)).toContain(operators.recent.id);
  });

  it('of one organization are nobody else’s', async () => {
    const { recent } = await twoAnswers(await aScope(app));
    expect(await ids(await aScope(app))).toEqual([]);
    expect(await ids(anInstallationScope(app))).not.toContain(recent.id);
  });
});
