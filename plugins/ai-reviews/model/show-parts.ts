import { publish } from '#src/http/live/publish.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { ContentSoFar } from '../content/review-content.ts';
import type { ReviewedWork } from '../ladder/reviewed-work.ts';
import { reviewTopic } from '../page/review-topic.ts';

/** Puts the parts that have passed before whoever looks at the page. */
export interface ShownParts {
  /** At once, or after the writing that is under way; of several that wait only the last is written. */
  show(content: ContentSoFar): void;
  /** Resolves when nothing is being written any more. */
  close(): Promise<void>;
}

/** `since`: when the question was asked, by `performance.now()`. */
export function openShownParts(scope: Scope, work: ReviewedWork, since: number): ShownParts {
  let wanted = '';
  let written = '';
  let running: Promise<void> | null = null;
  const write = async () => {
    try {
      while (wanted !== written) {
        written = wanted;
        await store(scope, work, { soFar: written, sinceMs: Math.round(performance.now() - since) });
      }
    } catch (error) {
      scope.log.warn({ err: error, reviewId: work.reviewId }, 'a part is not shown yet');
    }
    // In the same moment as the last look, so that nothing is left lying.
    running = null;
  };
  return {
    show(content) {
      const text = JSON.stringify(content);
      if (text === wanted || isEmpty(content)) return;
      wanted = text;
      running ??= write();
    },
    async close() {
      await running;
    },
  };
}

const isEmpty = ({ summary, complexity, ...lists }: ContentSoFar) =>
  summary === null && complexity === null && Object.values(lists).every(({ length }) => length === 0);

interface Part {
  readonly soFar: string;
  readonly sinceMs: number;
}

const store = (scope: Scope, { reviewId, submissionId, attempts }: ReviewedWork, { soFar, sinceMs }: Part) =>
  scope.transaction(async (scope) => {
    await scope.em.execute(
      `update ai_review set so_far = ?::jsonb, first_part_ms = coalesce(first_part_ms, ?)
        where id = ? and state = 'WRITING' and attempts = ?`,
      [soFar, sinceMs, reviewId, attempts],
    );
    publish(scope, reviewTopic, { submissionId });
  });
