import { nothingUsed } from '#plugins/ai-reviews';
import type { Scope } from '#src/scope/scope.ts';
import { composeHint, generalHint } from '../floor/compose-hint.ts';
import { findPatterns } from '../floor/find-patterns.ts';
import { askModelForHint } from '../model/ask-model-for-hint.ts';
import { readAsked } from './read-asked.ts';
import { settleHint } from './settle-hint.ts';

/**
 * Writes the hint that somebody waits for: by the model where it may be asked and its answer passes every check, otherwise from
 * what the author wrote, what the code shows and how the tests ended. Does nothing for one that is written.
 */
export async function writeHint(scope: Scope, hintId: string, signal: AbortSignal): Promise<void> {
  const asked = await readAsked(scope, hintId);
  if (!asked) return;
  const said = await askModelForHint(scope, asked, signal);
  if (said.kind === 'written') return settleHint(scope, asked, { ...said, source: 'model', lacking: null });
  const { why: lacking, usage, sent } = said;
  const patterns = await findPatterns(scope, asked.work);
  await settleHint(scope, asked, { ...composeHint(asked, patterns), lacking, usage, sent });
}

/** Ends a hint that failed again and again with what holds for every program. */
export async function endWithGeneral(scope: Scope, hintId: string): Promise<void> {
  const asked = await readAsked(scope, hintId);
  if (!asked) return;
  await settleHint(scope, asked, {
    ...generalHint(asked.kind),
    lacking: 'unknown',
    usage: nothingUsed,
    sent: null,
  });
}
