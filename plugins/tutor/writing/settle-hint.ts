import type { Reason, SentMessage, Usage } from '#plugins/ai-reviews';
import { makeGrade } from '#plugins/grading';
import { publish } from '#src/http/live/publish.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { HintContent } from '../hint-content.ts';
import type { HintSource } from '../kinds.ts';
import { hintTopic, watchedAt } from '../panel/hint-topic.ts';
import type { AskedHint } from './read-asked.ts';

export interface WrittenHint {
  readonly source: HintSource;
  readonly content: HintContent;
  /** Why no model wrote it. */
  readonly lacking: Reason | null;
  readonly usage: Usage;
  readonly sent: readonly SentMessage[] | null;
}

/** The hint is there: its page hears of it, and the grade that it may take from is made anew. Nothing for one that is written. */
export const settleHint = (scope: Scope, asked: AskedHint, written: WrittenHint): Promise<void> =>
  scope.transaction(async (inside) => {
    const { hintId, userId, problemId, assignmentId } = asked;
    const { source, content, lacking, usage, sent } = written;
    const ours = await inside.em.execute<{ percent: number }[]>(
      `update hint_request set state = 'READY', files = null, source = ?, content = ?::jsonb, lacking = ?, model = ?, prompt_tokens = ?,
          completion_tokens = ?, cost_micros = ?, sent = ?::jsonb, ready_at = clock_timestamp(),
          asked_model_at = case when ?::boolean then coalesce(asked_model_at, now()) end
        where id = ? and state = 'WRITING' returning percent::float8 as percent`,
      [
        source,
        JSON.stringify(content),
        lacking,
        usage.model,
        usage.promptTokens,
        usage.completionTokens,
        usage.costMicros,
        sent && JSON.stringify(sent),
        usage.costMicros > 0 || usage.completionTokens > 0,
        hintId,
      ],
    );
    if (ours.length === 0) return;
    if (assignmentId !== null && ours[0]!.percent > 0) await makeGrade(inside, { assignmentId, userId });
    const assignment = assignmentId === null ? null : { id: assignmentId };
    publish(inside, hintTopic, watchedAt({ userId, problemId, assignment }));
  });
