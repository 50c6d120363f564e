import { defineLimit } from '#src/limits/limit.ts';
import type { Scope } from '#src/scope/scope.ts';
import { askProvider } from '../model/ask-provider.ts';
import { ModelAnswer } from '../model/model-answer.ts';
import { asModelFailure, type FailureKind } from '../model/model-failure.ts';
import { testQuestion } from '../model/test-question.ts';
import { AiOwnModel } from './own-model.entity.ts';
import { roomOf } from './read-room.ts';

const tests = defineLimit({ name: 'ai-reviews.ownModelTest', points: 10, seconds: 600 });
const longestMs = 60_000;

/**
 * Asks the organization's own model about a program of ours, and writes down what came of it: null where it can write reviews.
 * Nobody's work is sent. For work in steps. Throws LimitExceeded; does nothing where there is no such model.
 */
export async function testOwnModel(scope: Scope): Promise<FailureKind | null> {
  await scope.limits.consume(tests, scope.organization.id);
  const row = await scope.transaction(({ em }) => em.findOne(AiOwnModel, {}), { readOnly: true });
  if (!row) return null;
  const failure = await ask(scope, row);
  await scope.transaction(({ em }) =>
    em.execute('update ai_own_model set tested_at = now(), failure = ? where id = ? and version = ?', [
      failure,
      row.id,
      row.version,
    ]),
  );
  return failure;
}

async function ask(scope: Scope, row: AiOwnModel): Promise<FailureKind | null> {
  const question = { messages: testQuestion, name: 'review', shape: ModelAnswer, hear: async () => {} };
  const { host, model } = { host: new URL(row.address).host, model: row.model };
  try {
    const [provider] = roomOf(scope, row).providers;
    await askProvider(scope, provider!, question, AbortSignal.timeout(longestMs));
    provider!.breaker.succeeded();
    return null;
  } catch (error) {
    const failure = asModelFailure(error);
    scope.log.warn({ host, model, kind: failure.kind }, `an own model fails its test: ${failure.message}`);
    return failure.kind;
  }
}
