import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import type { Scope } from '#src/scope/scope.ts';
import { indentedLike } from '../../../plugins/ai-reviews/model/indented-like.ts';
import { checkSuggestion } from '../../../plugins/ai-reviews/model/check-suggestion.ts';
import { readWork } from '../../../plugins/ai-reviews/ladder/reviewed-work.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { goodAnswer, openModelServer } from '../../support/model-server.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { streams } from '../../support/streaming-model.ts';
import { judgedWork, reviewsOf, write } from './judged-work.ts';

let app: App;
let scope: Scope;
let problemId: string;
let server: Awaited<ReturnType<typeof openModelServer>>;
beforeAll(async () => {
  server = await openModelServer();
  app = await openTestApp({ environment: { OPENAI_API_KEY: 'a-key', OPENAI_BASE_URL: server.url } });
  scope = await aScope(app);
  problemId = (await aProblem(scope)).id;
});
afterAll(async () => {
  await app.stop();
  await server.close();
});

const passing = 'numbers = input().split()\nprint(sum(map(int, numbers)))';
const failing = 'numbers = input().split()\nprint(numbers[0])';

interface Suggested {
  readonly program: string;
  readonly verdict: 'ACCEPTED' | 'FAILED';
  readonly lines: readonly [number, number];
  readonly code: string;
}

const unasked = { occasion: 'asked', focus: [], attempts: 0, waits: 0, spoken: null, courseId: null } as const;

/** What remains of a suggestion that a model makes for a program. */
async function remains({ program, verdict, lines: [lineStart, lineEnd], code }: Suggested) {
  const { id } = await judgedWork(scope, { code: program, verdict, problemId });
  const [review] = await reviewsOf(scope, id);
  const asked = { ...unasked, reviewId: review!.id, submissionId: id } as const;
  const work = (await scope.transaction((inside) => readWork(inside, asked)))!;
  const suggestion = { file: 'main.py', lineStart, lineEnd, currentCode: '', suggestedCode: code, explanation: 'So.' };
  return checkSuggestion(scope, work, suggestion, AbortSignal.timeout(60_000));
}

describe('the code of a suggestion', () => {
  it('is shown when the program works with it as it did without, and is left out with its words when it does not', async () => {
    const accepted = { program: passing, verdict: 'ACCEPTED', lines: [2, 2] } as const;
    const code = 'print(sum(int(number) for number in numbers))';
    expect(await remains({ ...accepted, code })).toMatchObject({ suggestedCode: code });
    expect(await remains({ ...accepted, code: 'print(sum(int(number) for number in numbers)' })).toBeNull();
    expect(await remains({ ...accepted, code: 'print(len(numbers))' })).toBeNull();
    expect(await remains({ ...accepted, code: 'print(total)' })).toBeNull();
  }, 120_000);

  it('helps on the way, and is no solution before its author has one', async () => {
    const wrong = { program: failing, verdict: 'FAILED' } as const;
    const code = 'for number in numbers:\n    print(int(number))';
    expect(await remains({ ...wrong, lines: [2, 2], code })).toMatchObject({ suggestedCode: code });
    // By itself, and with the line above, which is the other half.
    expect(await remains({ ...wrong, lines: [1, 2], code: 'print(sum(map(int, input().split())))' })).toBeNull();
    expect(await remains({ ...wrong, lines: [2, 2], code: 'print(sum(map(int, numbers)))' })).toBeNull();
    // Where nothing worked, also what cannot be translated is worse.
    expect(await remains({ ...wrong, lines: [2, 2], code: 'for number in numbers:\nprint(number)' })).toBeNull();
  }, 120_000);

  it('is left out, and its words stay, where no judge says anything in time', async () => {
    const away = await openTestApp({ environment: { JUDGE0_URL: 'http://127.0.0.1:9' } });
    try {
      const there = await aScope(away);
      const { id } = await judgedWork(there, { code: passing });
      const [review] = await reviewsOf(there, id);
      const asked = { ...unasked, reviewId: review!.id, submissionId: id } as const;
      const work = (await there.transaction((inside) => readWork(inside, asked)))!;
      const [suggestion] = goodAnswer.suggestions;
      const one = { ...suggestion!, currentCode: '', suggestedCode: 'print(3)' };
      expect(await checkSuggestion(there, work, one, AbortSignal.timeout(60_000), 500)).toEqual({
        ...one,
        suggestedCode: null,
      });
    } finally {
      await away.stop();
    }
  }, 60_000);

  it('comes after the parts that need no judge, and only what passed is kept', async () => {
    const code = (suggestedCode: string) => ({ ...goodAnswer.suggestions[0]!, suggestedCode });
    const suggestions = [
      code('print(sum(map(int, input().split()))'),
      code('print(sum(int(word) for word in input().split()))'),
    ];
    server.behave(streams({ ...goodAnswer, suggestions }));
    const work = await judgedWork(scope, { problemId });
    const [review] = await write(scope, work.id);
    expect(review).toMatchObject({ tier: 'model', state: 'COMPLETE', content: { suggestions: [suggestions[1]] } });
  }, 60_000);

  it('begins as far to the right as what it stands for', () => {
    const current = '    if a:\n        b()';
    expect(indentedLike(current, 'if a and c:\n    b()\n\nd()')).toBe('    if a and c:\n        b()\n\n    d()');
    expect(indentedLike(current, '    if c:\n        b()')).toBe('    if c:\n        b()');
    expect(indentedLike('\tx', 'y')).toBe('\ty');
  });
});
