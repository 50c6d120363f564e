import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { addPattern } from '../../../plugins/code-analysis/own/save-pattern.ts';
import { silencePattern } from '../../../plugins/code-analysis/instructors/silence-pattern.ts';
import type { ReviewedWork } from '../../../plugins/ai-reviews/ladder/reviewed-work.ts';
import { ladderOf } from '../../../plugins/ai-reviews/ladder/reviewer.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { openModelServer } from '../../support/model-server.ts';
import { html } from '../../support/web.ts';
import { addressOf, judgedWork, write } from './judged-work.ts';

let alone: App;
let app: App;
let address: string;
let server: Awaited<ReturnType<typeof openModelServer>>;
beforeAll(async () => {
  server = await openModelServer();
  app = await openTestApp({ environment: { OPENAI_API_KEY: 'a-key', OPENAI_BASE_URL: server.url } });
  alone = await openTestApp();
  address = await addressOf(app);
});
afterAll(async () => {
  await app.stop();
  await alone.stop();
  await server.close();
});

/** Compares where it should give, which nobody warns of. */
const unused = 'total = 0\nfor word in input().split():\n    total == total + int(word)\nprint(total)\n';
/** A loop over numbers: a matter of taste. */
const hint = 'xs = input().split()\ntotal = 0\nfor i in range(len(xs)):\n    total += int(xs[i])\nprint(total)\n';
/** And two more, one of which will hurt some day. */
const hints = `try:\n    print(int('3'))\nexcept:\n    pass\nwhile True == True:\n    break\n${hint}`;

describe('the ladder', () => {
  it('is asked from the cheapest to the dearest; for what failed, the model only by who wants it [H1-08, H1-34, CON-32, DEF-02]', async () => {
    const scope = await aScope(app);
    const asked = (work: Partial<ReviewedWork>) =>
      ladderOf(scope, {
        occasion: 'judged',
        verdict: 'ACCEPTED',
        focus: [],
        spoken: null,
        ...work,
      } as ReviewedWork).map(({ tier }) => tier);
    expect(asked({})).toEqual(['exact', 'similar', 'patterns', 'quota', 'model', 'basic']);
    expect(asked({ verdict: 'FAILED' })).toEqual(['exact', 'similar', 'patterns', 'basic']);
    expect(asked({ occasion: 'asked', spoken: 'basic' })).toEqual(['exact', 'similar', 'quota', 'model', 'basic']);
    for (const other of [{ spoken: 'similar' }, { spoken: 'model' }, { spoken: 'basic', focus: ['security'] }] as const)
      expect(asked({ occasion: 'asked', ...other })).toEqual(['quota', 'model', 'basic']);
  });
});

describe('known patterns', () => {
  it('are added to the words of the tests where one may be why they failed [H1-12]', async () => {
    const scope = await aScope(app);
    const work = await judgedWork(scope, { code: unused, verdict: 'FAILED' });
    const [review] = await write(scope, work.id);
    expect(review).toMatchObject({
      tier: 'patterns',
      costMicros: 0,
      content: {
        summary: { key: 'ai-reviews.basic.summary.none' },
        suggestions: [
          {
            lineStart: 3,
            currentCode: '    total == total + int(word)',
            explanation: [
              { key: 'code-analysis.pattern.unusedComparison.title' },
              { key: 'code-analysis.pattern.unusedComparison.why' },
              { key: 'code-analysis.pattern.unusedComparison.instead' },
            ],
          },
        ],
      },
    });
    const page = await (
      await fetch(`${address}/submissions/${work.id}`, { headers: { ...html, ...work.headers } })
    ).text();
    expect(page).toContain('From known patterns');
    expect(page).toContain('data-line="3"');
    expect(page).toContain('Ask the model');
  });

  it('are not spoken of where the organization has silenced them, or where they are a matter of taste [H1-12]', async () => {
    const scope = await aScope(app);
    const taste = await judgedWork(scope, { code: hint, verdict: 'FAILED' });
    expect(await write(scope, taste.id)).toMatchObject([{ tier: 'basic' }]);
    await scope.transaction((inside) => silencePattern(inside, 'unusedComparison'));
    const silenced = await judgedWork(scope, { code: unused, verdict: 'FAILED' });
    expect(await write(scope, silenced.id)).toMatchObject([{ tier: 'basic' }]);
  });

  it('of instructors are told in their words, in their organization alone [H1-12]', async () => {
    const [scope, elsewhere] = [await aScope(app), await aScope(app)];
    await addPattern(scope, {
      name: 'Titles',
      language: 'python',
      dimension: 'correctness',
      severity: 'error',
      message: 'The task wants the words **as they are**.',
      writing: 'code',
      source: '$TEXT.title()',
      bad: 'print(input().title())',
      good: 'print(input())',
    });
    const code = 'print(input().title())\n';
    const [review] = await write(scope, (await judgedWork(scope, { code, verdict: 'FAILED' })).id);
    expect(review).toMatchObject({
      tier: 'patterns',
      content: { suggestions: [{ lineStart: 1, explanation: 'The task wants the words **as they are**.' }] },
    });
    const other = await judgedWork(elsewhere, { code, verdict: 'FAILED' });
    expect(await write(elsewhere, other.id)).toMatchObject([{ tier: 'basic' }]);
  });

  it('keep a program that passed from the model only where they say as much, or where there is none [H1-12]', async () => {
    const scope = await aScope(app);
    const tierOf = async (code: string, inside = scope) =>
      (await write(inside, (await judgedWork(inside, { code })).id))[0]!.tier;
    expect(await tierOf(hint)).toBe('model');
    expect(await tierOf(hints)).toBe('patterns');
    expect(await tierOf(hint, await aScope(alone))).toBe('patterns');
  });
});
