import type { Suggestion, ReviewContent } from '../../../plugins/ai-reviews/content/review-content.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aSubmission } from '../../support/submission-factories.ts';
import { judgedWork } from './judged-work.ts';
import { aCall } from './model-calls.ts';

interface Settled {
  readonly code?: string;
  readonly problemId?: string;
  readonly tier?: string;
  readonly model?: string;
  readonly suggestions?: readonly Suggestion[];
  readonly costMicros?: number;
  readonly tokens?: number;
  readonly tookMs?: number;
  readonly courseId?: string;
  /** Days before today on which all of it happened. */
  readonly daysAgo?: number;
}

/** What it says about some lines of the first file. */
export const suggestion = (lineStart: number, currentCode: string, suggestedCode: string | null): Suggestion => ({
  file: 'main.py',
  lineStart,
  lineEnd: lineStart + currentCode.split('\n').length - 1,
  currentCode,
  suggestedCode,
  explanation: 'Look at this.',
});

const contentOf = (suggestions: readonly Suggestion[]): ReviewContent => ({
  scores: { correctness: 100, efficiency: 80, codeQuality: 70, bestPractices: 60, security: null },
  overallScore: 78,
  summary: 'It works.',
  strengths: ['It is short.'],
  improvements: ['Names could say more.'],
  suggestions: [...suggestions],
  conceptualErrors: [],
  complexity: null,
  resources: [],
});

/** Work with a review that is there, as its writing leaves it, by somebody who is signed in. */
export async function settledWork(scope: Scope, settled: Settled = {}) {
  const { code, problemId, tier = 'model', model = null, suggestions = [], courseId = null, daysAgo = 0 } = settled;
  const work = await judgedWork(scope, { ...(code && { code }), ...(problemId && { problemId }) });
  const { costMicros = 0, tokens = 0, tookMs = 1_000 } = settled;
  const [row] = await scope.transaction(({ em }) =>
    em.execute<{ id: string }[]>(
      `update ai_review set state = 'COMPLETE', tier = ?, model = ?, content = ?::jsonb, cost_micros = ?, prompt_tokens = ?,
          completion_tokens = ?, took_ms = ?, course_id = ?, created_at = clock_timestamp() - make_interval(days => ?),
          finished_at = clock_timestamp() - make_interval(days => ?)
        where submission_id = ? returning id`,
      [
        tier,
        model,
        JSON.stringify(contentOf(suggestions)),
        costMicros,
        tokens,
        tokens / 2,
        tookMs,
        courseId,
        daysAgo,
        daysAgo,
        work.id,
      ],
    ),
  );
  if (costMicros > 0 || tokens > 0)
    await aCall(scope, { ...(model && { model }), costMicros, tokens, problemId: work.problemId, courseId, daysAgo });
  return { ...work, reviewId: row!.id };
}

/** The next thing that the same person hands in for the same problem. */
export const nextWork = ({ userId, problemId }: { userId: string; problemId: string }, scope: Scope, code: string) =>
  aSubmission(scope, { userId, problemId, code });
