import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { analyse, languageIds } from '#plugins/code-analysis';
import { openAnalyst } from '../../../plugins/code-analysis/analyst/analyst.ts';
import { rightSolutions } from './right-solutions.ts';

/** Keeps the grammar of C++ busy for far longer than anybody waits. */
const tangle = '<('.repeat(10_000);

const broken: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['white space', ' \n\t\n'],
  ['one quote', '"'],
  ['brackets that nobody closes', '([{'.repeat(50)],
  ['brackets that nobody opened', ')]}'.repeat(50)],
  ['half a program', 'def f(:\n  if x = { class A { fn main( for (;;'],
  ['prose', 'The quick brown fox jumps over the lazy dog. Twice, even!'],
  ['bytes', String.fromCharCode(...Array.from({ length: 300 }, (_, n) => n))],
  ['half a surrogate', 'x = "\ud83d" + "\udc00"'],
  ['other alphabets', 'größe = «Привет» → 你好 🐍\u202e\u0000'],
  ['a rule of ast-grep', 'rule: { pattern: $A == $A }'],
];

describe('whatever a student writes', () => {
  it.each(broken)('is answered: %s', async (_what, source) => {
    for (const language of languageIds) {
      const answer = await analyse(language, source);
      expect(answer).toMatchObject({ given: { exactKey: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    }
  });

  it.each(rightSolutions())('is answered when it is cut off somewhere: $file', async ({ language, source }) => {
    const answer = await analyse(language, source.slice(0, source.length * 0.7));
    expect(answer).toHaveProperty('given.matches');
  });

  it.each([
    ['python', 'def f(:\n    return 1\n'],
    ['java', 'class A { int f() { return 1 } }'],
    ['cpp', 'int main() { return 0 }'],
    ['rust', 'fn main() { let x = ; }'],
  ])('is told to be broken where it is: %s', async (language, source) => {
    expect(await analyse(language, source)).toMatchObject({ given: { isWhole: false } });
  });

  it.each([
    ['size', 'python', 'x = 1\n'.repeat(4_000)],
    ['depth', 'python', `x = ${'('.repeat(900)}1${')'.repeat(900)}`],
    ['depth', 'javascript', `x${'.a'.repeat(900)}`],
    ['language', 'cobol', 'DISPLAY "X".'],
  ])('is refused for its %s: %s', async (refused, language, source) => {
    expect(await analyse(language, source)).toEqual({ refused });
  });
});

describe('the analyst', () => {
  const question = (language: 'cpp' | 'python', source: string) => ({ language, source, own: [] });

  it('is ended by a program that takes too long, and the next is answered by another', async () => {
    const analyst = openAnalyst({ answerMs: 3_000 });
    const [first, second] = await Promise.all([
      analyst.ask('analyse', question('cpp', tangle)),
      analyst.ask('analyse', question('python', 'x = 1')),
    ]);
    expect(first).toEqual({ refused: 'time' });
    expect(second).toMatchObject({ given: { isWhole: true } });
  });

  it('keeps nobody else waiting: timers go on while it thinks', async () => {
    const analyst = openAnalyst({ answerMs: 3_000 });
    const answer = analyst.ask('analyse', question('cpp', tangle));
    let ticks = 0;
    const timer = setInterval(() => ticks++, 5);
    await answer;
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(20);
  });

  it('comes back after it ended because nobody asked', async () => {
    const analyst = openAnalyst({ idleMs: 50 });
    await analyst.ask('analyse', question('python', 'x = 1'));
    await sleep(300);
    expect(await analyst.ask('analyse', question('python', 'x = 1'))).toMatchObject({ given: { isWhole: true } });
  });

  it('turns away what it could not answer in time anyway', async () => {
    const analyst = openAnalyst({ mostWaiting: 1 });
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((source) => analyst.ask('analyse', question('python', source))),
    );
    expect(answers.filter((answer) => answer.refused === 'busy')).toHaveLength(2);
  });
});
