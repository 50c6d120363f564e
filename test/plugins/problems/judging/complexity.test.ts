import { describe, expect, it } from '@jest/globals';
import type { ExecutionResult } from '../../../../judge0/execution.ts';
import type { Complexity } from '../../../../plugins/problems/judging/complexity/complexity.ts';
import { excessOf } from '../../../../plugins/problems/judging/complexity/excess-of.ts';
import { judge } from '../../../../plugins/problems/judging/judge.ts';
import { JudgedProblem } from '../../../../plugins/problems/judging/judged-problem.ts';
import { ioTests, openJudging } from './judged.ts';

/** Costs of a program that starts, works and is disturbed by turns. */
const costs = (work: (n: number) => number, start: number, sizes: readonly number[], disturbed = 1) =>
  sizes.map((size, at) => ({ size, cost: start + work(size) * (at % 2 === 0 ? disturbed : 1) }));
/** As of times in milliseconds. */
const doubt = { least: 5, share: 1 / 4 };
const sizes = [1_000, 10_000, 100_000];
const linear = (n: number) => n / 100;
const loglinear = (n: number) => (n * Math.log2(n)) / 1_000;
const quadratic = (n: number) => n ** 2 / 1_000_000;

describe('growth', () => {
  it('that is a power of n above the claim is seen, whatever starting costs [G-03]', () => {
    for (const start of [1, 20, 60, 400]) {
      const measured = costs(quadratic, start, sizes);
      expect([start, excessOf('O(n)', measured, doubt), excessOf('O(n log n)', measured, doubt)]).toEqual([
        start,
        { larger: expect.any(Number), dearer: expect.any(Number) },
        { larger: expect.any(Number), dearer: expect.any(Number) },
      ]);
      expect(excessOf('O(n^2)', measured, doubt)).toBeNull();
    }
    expect(excessOf('O(1)', costs(linear, 20, sizes), doubt)).not.toBeNull();
    const many = Array.from({ length: 500 }, (_, at) => 1_000 + at * 200);
    expect(excessOf('O(n)', costs(quadratic, 20, many), doubt)).not.toBeNull();
    expect(excessOf('O(n)', costs(linear, 20, many, 1.5), doubt)).toBeNull();
    expect(excessOf('O(log n)', costs(linear, 20, sizes), doubt)).not.toBeNull();
    expect(
      excessOf(
        'O(n^2)',
        costs((n) => n ** 3 / 1e5, 20, [20, 200, 2_000]),
        doubt,
      ),
    ).not.toBeNull();
    expect(
      excessOf(
        'O(n^3)',
        costs((n) => 2 ** n / 1e6, 20, [3, 12, 33]),
        doubt,
      ),
    ).not.toBeNull();
  });

  it('that fits is never held against anybody: not a logarithm, nor what caches and a busy judge do [G-03]', () => {
    for (const start of [0, 20, 60, 400])
      for (const disturbed of [0.4, 1, 1.5, 2.5])
        for (const scale of [0.1, 1, 10]) {
          const measured = (work: (n: number) => number) => costs((n) => work(n) * scale, start, sizes, disturbed);
          expect([start, disturbed, scale, excessOf('O(n)', measured(loglinear), doubt)]).toEqual([
            start,
            disturbed,
            scale,
            null,
          ]);
          expect(excessOf('O(n)', measured(linear), doubt)).toBeNull();
          expect(excessOf('O(n^2)', measured(quadratic), doubt)).toBeNull();
          expect(excessOf('O(2^n)', measured(quadratic), doubt)).toBeNull();
        }
  });

  it('is not known where there is one size, nothing, or too little to measure [G-03]', () => {
    const claims: readonly Complexity[] = ['O(1)', 'O(n)', 'O(n log n)'];
    for (const claim of claims) {
      expect(excessOf(claim, [], doubt)).toBeNull();
      expect(excessOf(claim, [{ size: 9, cost: 9_000 }], doubt)).toBeNull();
      expect(excessOf(claim, costs(quadratic, 20, [10, 100, 1_000]), doubt)).toBeNull();
    }
    expect(excessOf('O(1)', [...costs(linear, 20, [10]), { size: 1_000, cost: 90 }], doubt)).toBeNull();
  });
});

/** What a judge says: every answer right, and of each run what it cost by how often its input came before. */
const judgeWith = (timeOf: (size: number, before: number) => number) => {
  const seen = new Map<string, number>();
  const executions: number[] = [];
  const run = (stdin: string) => {
    const before = seen.get(stdin) ?? 0;
    seen.set(stdin, before + 1);
    const time = timeOf(Number(stdin), before);
    const output = { stdout: Buffer.from(stdin), stderr: Buffer.from(''), truncated: false, detail: null };
    const end = { status: 'finished', exitCode: 0, signal: null } as const;
    return { ...output, ...end, timeMs: time, wallMs: time, memoryKb: 9_000 };
  };
  const problem = (rules: object) =>
    JudgedProblem.parse({
      tests: ioTests(...sizes.map((size) => [String(size), String(size)] as const)).map((test) => ({
        ...test,
        weight: 5,
        size: Number(test.stdin),
      })),
      rules,
    });
  return {
    executions,
    judged: (rules: object, more: { readonly only?: readonly string[] } = {}) =>
      judge(
        async ({ runs }, { onProgress }): Promise<ExecutionResult> => {
          executions.push(runs.length);
          const results = runs.map(({ stdin }) => run(String(stdin)));
          for (const [index, result] of results.entries()) onProgress?.({ kind: 'run', index, result });
          return { compile: { status: 'none', output: '', timeMs: null }, runs: results } as never;
        },
        problem(rules),
        { language: 'python', files: [{ path: 'main.py', content: '' }] },
        { priority: 'normal', ...more },
      ),
  };
};

describe('a claim of the author', () => {
  const claim = { timeComplexity: 'O(n log n)' };
  const slow = (size: number) => 20 + quadratic(size);

  it('that is broken takes its share of the points, is no solution any more, and says why [G-03]', async () => {
    const { judged, executions } = judgeWith(slow);
    const judgement = await judged({ ...claim, complexityPercent: 40 });
    expect(judgement).toMatchObject({
      verdict: 'FAILED',
      points: 9,
      maxPoints: 15,
      tests: [{ points: 5 }, { points: 5 }, { points: 5 }],
      brokenRules: [
        { key: 'problems.judging.complexity.time', parameters: { claimed: 'O(n log n)', larger: 10, percent: 40 } },
      ],
    });
    expect(judgement.brokenRules[0]!.parameters.dearer).toBeGreaterThan(30);
    expect(executions).toEqual([3, 6]);
  });

  it('is only told where it takes nothing, and costs no second run where it holds [G-03]', async () => {
    expect(await judgeWith(slow).judged({ ...claim, complexityPercent: 0 })).toMatchObject({
      verdict: 'ACCEPTED',
      points: 15,
      brokenRules: [{ parameters: { percent: 0 } }],
    });
    const { judged, executions } = judgeWith((size) => 20 + linear(size));
    expect(await judged(claim)).toMatchObject({ verdict: 'ACCEPTED', points: 15, brokenRules: [] });
    expect(executions).toEqual([3]);
  });

  it('is measured again before it counts: one busy moment takes no points [G-03]', async () => {
    const { judged, executions } = judgeWith((size, before) => (before === 0 ? slow(size) : 20 + linear(size)));
    expect(await judged(claim)).toMatchObject({ verdict: 'ACCEPTED', points: 15, brokenRules: [] });
    expect(executions).toEqual([3, 6]);
  });

  it('is not looked at where only some of the tests run', async () => {
    const { judged, executions } = judgeWith(slow);
    expect(await judged(claim, { only: ['t1', 't2', 't3'] })).toMatchObject({ verdict: 'ACCEPTED', brokenRules: [] });
    expect(executions).toEqual([3]);
  });
});

describe('memory', () => {
  it('that grows faster than claimed is seen by a real judge [G-03]', async () => {
    const judging = await openJudging();
    try {
      const tests = ioTests(...[150, 1_500, 15_000].map((size) => [String(size), 'ok'] as const)).map((test) => ({
        ...test,
        size: Number(test.stdin),
      }));
      const problem = { tests, limits: { memoryKb: 400_000 }, rules: { spaceComplexity: 'O(n)' } } as const;
      const judged = async (kept: string) => {
        const { verdict, brokenRules } = await judging.judge(
          problem,
          'python',
          `n = int(input())\nkept = b'x' * ${kept}\nprint('ok')`,
        );
        return [verdict, ...brokenRules.map(({ key }) => key)];
      };
      expect(await judged('n * 1000')).toEqual(['ACCEPTED']);
      expect(await judged('n * n')).toEqual(['FAILED', 'problems.judging.complexity.space']);
    } finally {
      await judging.local.close();
    }
  }, 120_000);
});
