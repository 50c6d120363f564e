import { describe, expect, it } from '@jest/globals';
import { analyse, similarFrom, similarity, type Fingerprint } from '#plugins/code-analysis';
import { judgeCorpus } from '../../bench/ai-reviews/judge-corpus.ts';
import { corpus } from '../../bench/ai-reviews/corpus/corpus.ts';

describe('the corpus of the measurement', () => {
  const programs = corpus();

  it('is the same each time: 300 programs, 60 % of them right, in five ways', () => {
    expect(corpus()).toEqual(programs);
    expect(programs).toHaveLength(300);
    expect(programs.filter(({ isRight }) => isRight)).toHaveLength(180);
    expect(Map.groupBy(programs, ({ approach }) => approach).size).toBe(5);
    expect(new Set(programs.map(({ source }) => source)).size).toBe(300);
  });

  it('has no two ways that are as similar as a review needs to be taken [H1-11]', async () => {
    const right = programs.filter(({ isRight }) => isRight).slice(0, 60);
    const prints: { approach: string; fingerprint: Fingerprint }[] = [];
    for (const { approach, source } of right) {
      const answer = await analyse('python', source);
      prints.push({ approach, fingerprint: 'given' in answer ? answer.given.fingerprint : [] });
    }
    const likeness = (isSameWay: boolean) =>
      prints.flatMap((one, at) =>
        prints
          .slice(0, at)
          .filter(({ approach }) => (approach === one.approach) === isSameWay)
          .map(({ fingerprint }) => similarity(one.fingerprint, fingerprint)),
      );
    expect(Math.max(...likeness(false))).toBeLessThan(similarFrom - 0.05);
    expect(likeness(true).filter((each) => each >= similarFrom).length).toBeGreaterThan(20);
  }, 60_000);

  it('holds programs that are right and wrong as they are meant, so says a judge', async () => {
    const some = programs.slice(0, 30);
    for (const { isRight, judgement, source } of await judgeCorpus(some))
      expect({ source, isRight: judgement.verdict === 'ACCEPTED' }).toEqual({ source, isRight });
  }, 120_000);
});
