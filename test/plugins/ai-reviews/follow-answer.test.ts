import { describe, expect, it } from '@jest/globals';
import { followAnswer } from '../../../plugins/ai-reviews/model/follow-answer.ts';
import { goodAnswer } from '../../support/model-server.ts';

const { scores: _scores, ...said } = {
  ...goodAnswer,
  summary: 'It says "hello", \\ and {"summary": "not this"}.\nTwice.',
  strengths: ['One ]', 'Two }', ''],
};
const whole = { ...said, conceptualErrors: [] };
const text = JSON.stringify({ ...goodAnswer, ...said });

/** All that was told, in the order in which it was. */
function followed(pieces: readonly string[]) {
  const follow = followAnswer();
  return pieces.flatMap((piece) => follow(piece) ?? []);
}

const cutInto = (size: number) => text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? [];

describe('an answer that is still coming', () => {
  it.each([1, 2, 7, 64, 10_000])('has at its end the same parts, in pieces of %d letters', (size) => {
    expect(followed(cutInto(size)).at(-1)).toEqual(whole);
  });

  it('has a part only when it is whole, and each of them at the letter that ends it', () => {
    const told = followed(cutInto(1));
    for (const { summary, strengths, suggestions, complexity } of told) {
      expect([null, whole.summary]).toContain(summary);
      expect(strengths).toEqual(whole.strengths.slice(0, strengths.length));
      expect(suggestions).toEqual(whole.suggestions.slice(0, suggestions.length));
      expect([null, whole.complexity]).toContainEqual(complexity);
    }
    const ending = text.indexOf('"strengths"');
    const [before, after] = followed([text.slice(0, ending - 2), '"']);
    expect(before!.summary).toBeNull();
    expect(after!.summary).toBe(whole.summary);
  });

  it('is nothing where it is no JSON, or JSON of something else', () => {
    expect(followed(['I would say ', '"it is fine"', '.'])).toEqual([]);
    expect(followed(['[1, 2, ', '"three"]'])).toEqual([]);
    expect(followed(['{"summary": 7, "strengths": "none", "resources": [', '{"title": 1}]}']).at(-1)).toMatchObject({
      summary: null,
      strengths: [],
      resources: [],
    });
  });
});
