import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reviewJudged } from '../../../plugins/ai-reviews/writing/begin-review.ts';
import { mostStatements, ofThePage, watchStatements } from '../../support/watch-statements.ts';
import { write } from '../ai-reviews/judged-work.ts';
import { openTutored, type Tutored } from './open-tutored.ts';

let place: Tutored;
const watching = watchStatements();
beforeAll(async () => {
  place = await openTutored();
}, 120_000);
afterAll(async () => {
  watching.stop();
  await place.app.stop();
});

/** The statements of a page that has been opened before. */
async function asked(path: string) {
  await place.student.page(path);
  watching.take();
  const { status } = await place.student.page(path);
  expect(status).toBe(200);
  return ofThePage(watching.take());
}

describe('a workspace with a written review and hints', () => {
  it(`asks the database ${mostStatements} times at most`, async () => {
    const { id, problemId } = await place.assign();
    const base = `/assignments/${id}/problems/${problemId}`;
    await place.rule(id, { hints: 2 });
    const submissionId = await place.handIn(place.student, id, {});
    await place.scope.transaction((inside) => reviewJudged(inside, submissionId, 1));
    await write(place.scope, submissionId);
    await place.ask(place.student, base, 1);
    await place.write();
    const { html, words } = await place.student.page(base);
    expect(html).toContain(`hx-get="${base}/hint-requests"`);
    expect(words).toContain('The review is there.');
    const atProblem = await place.student.page(`/problems/${problemId}/solve`);
    expect(atProblem.html).toContain(`hx-get="/problems/${problemId}/hint-requests"`);
    for (const path of [base, `${base}/hint-requests`, `/problems/${problemId}/solve`]) {
      const statements = await asked(path);
      expect([path, statements.length <= mostStatements]).toEqual([path, true]);
    }
  });
});
