import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { compareSuggestion } from '../../../plugins/ai-reviews/quality/following/compare-suggestion.ts';
import { followReviews, followUp } from '../../../plugins/ai-reviews/quality/following/follow-reviews.ts';
import { beginReview } from '../../../plugins/ai-reviews/writing/begin-review.ts';
import { AiReviewFollowUp } from '../../../plugins/ai-reviews/quality/following/review-follow-up.entity.ts';
import { nextWork, settledWork, suggestion } from './settled-work.ts';

let app: App;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.stop());

const earlier = `numbers = list(map(int, input().split()))
total = 0
for i in range(len(numbers)):
    total = total + numbers[i]
print(total)
`;
const loop = 'for i in range(len(numbers)):\n    total = total + numbers[i]';
const better = 'for number in numbers:\n    total += number';
const became = (later: string) => ({ language: 'python', earlier, later });
const later = (place: string) => earlier.replace(loop, place);

describe('what became of a suggestion', () => {
  const about = (place: string, suggested: string | null = better) =>
    compareSuggestion(became(later(place)), suggestion(3, loop, suggested));

  it('is implemented where its place came at least half of the way to what was suggested [H1-32]', async () => {
    expect(await about(better)).toBe('implemented');
    expect(await about('for value in numbers:\n    total += value')).toBe('implemented');
    expect(await compareSuggestion(became(`# sums\n\n${later(better)}`), suggestion(3, loop, better))).toBe(
      'implemented',
    );
  });

  it('is implemented where a pattern that stood there is gone, though no code was suggested [H1-32]', async () => {
    const careless = 'try:\n    n = int(input())\nexcept:\n    n = 0\nprint(n)\n';
    const careful = careless.replace('except:', 'except ValueError:');
    const programs = { language: 'python', earlier: careless, later: careful };
    expect(await compareSuggestion(programs, suggestion(3, 'except:', null))).toBe('implemented');
  });

  it('is changed where something else stands there, and untouched where nothing did', async () => {
    expect(await about('for i in range(len(numbers)):\n    total = total + 2 * numbers[i]')).toBe('changed');
    expect(await about(loop)).toBe('untouched');
    const elsewhere = `# a new comment\n${earlier.replace('print(total)', 'print("Total:", total)')}`;
    expect(await compareSuggestion(became(elsewhere), suggestion(3, loop, better))).toBe('untouched');
  });

  it('is unknown where the programs cannot be compared', async () => {
    expect(await compareSuggestion({ language: 'cobol', earlier, later: earlier }, suggestion(3, loop, null))).toBe(
      'unknown',
    );
  });
});

describe('after the next submission', () => {
  const found = (scope: Scope) => scope.transaction(({ em }) => em.find(AiReviewFollowUp, {}));
  const both = [suggestion(3, loop, better), suggestion(5, 'print(total)', 'print(f"{total}")')];

  it('keeps what became of each suggestion, and how long that took, of the next one only [H3-02, H3-03]', async () => {
    const scope = await aScope(app);
    const work = await settledWork(scope, { code: earlier, suggestions: both });
    await scope.transaction(({ em }) =>
      em.execute(`update ai_review set finished_at = finished_at - interval '10 minutes' where id = ?`, [
        work.reviewId,
      ]),
    );
    const [next, third] = [await nextWork(work, scope, later(better)), await nextWork(work, scope, 'print(0)')];
    await followUp(scope, third.id);
    expect(await found(scope)).toEqual([]);
    await followUp(scope, next.id);
    await followUp(scope, next.id);
    const [kept, ...others] = await found(scope);
    expect(others).toEqual([]);
    expect(kept).toMatchObject({ outcomes: ['implemented', 'untouched'], implemented: 1, changed: 0, compared: 2 });
    expect(kept!.minutes!).toBeGreaterThanOrEqual(10);
    expect(kept!.minutes!).toBeLessThan(12);
  });

  it('is looked at by a job, where there was something to follow', async () => {
    const scope = await aScope(app);
    const work = await settledWork(scope, { code: earlier, suggestions: both });
    const next = await nextWork(work, scope, later(better));
    for (const { id: submissionId } of [work, next])
      await scope.transaction((inside) =>
        beginReview.job.run(inside as never, { submissionId, judgement: 1 } as never, {} as never),
      );
    const made = await scope.transaction(({ em, organization }) =>
      em.execute<{ of: string }[]>(
        `select data -> 'data' ->> 'submissionId' as of from pgboss.job where name = ? and data ->> 'organizationId' = ?`,
        [followReviews.name, organization.id],
      ),
    );
    expect(made.map((job) => job.of)).toEqual([next.id]);
  });

  it('says nothing of a review that came later, of another problem, or of another person', async () => {
    const scope = await aScope(app);
    const work = await settledWork(scope, { code: earlier, suggestions: both });
    const other = await settledWork(scope, { code: later(better), problemId: work.problemId });
    const elsewhere = await settledWork(scope, { code: later(better) });
    await followUp(scope, other.id);
    await followUp(scope, elsewhere.id);
    await scope.transaction(({ em }) =>
      em.execute(`update ai_review set finished_at = now() + interval '1 hour' where id = ?`, [work.reviewId]),
    );
    await followUp(scope, (await nextWork(work, scope, later(better))).id);
    expect(await found(scope)).toEqual([]);
  });
});
