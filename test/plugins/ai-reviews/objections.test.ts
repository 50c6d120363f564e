import { describe, expect, it } from '@jest/globals';
import type { ReviewContent } from '../../../plugins/ai-reviews/content/review-content.ts';
import type { ReviewedWork } from '../../../plugins/ai-reviews/ladder/reviewed-work.ts';
import { objectionTo } from '../../../plugins/ai-reviews/model/objection-to.ts';
import { stripIdentity } from '../../../plugins/ai-reviews/model/strip-identity.ts';

const work = { verdict: 'ACCEPTED', files: [{ path: 'main.py', content: 'a\nb\nc\n' }] } as unknown as ReviewedWork;
const review = (summary: string) =>
  ({
    summary,
    strengths: [],
    improvements: [],
    suggestions: [],
    conceptualErrors: [],
    complexity: null,
    resources: [],
  }) as unknown as ReviewContent;

describe('the checks of what a model wrote', () => {
  it.each([
    'Note that the two points of the plane are compared twice.',
    'The list of marks is sorted in O(n log n); a heap would do.',
    'Both grades are read at once. 12 of the lines only repeat what stands above.',
    'See https://docs.python.org/3/library/functions.html for `sum`, and `List<String>` for the type.',
    'Beachten Sie die leere Liste: Der Punkt ist, dass die Schleife dann nie läuft.',
  ])('let pass what a teacher would say: %s', (summary) => {
    expect(objectionTo(review(summary), work, ['1000002'])).toBeNull();
  });

  it('know a secret only as a word of its own', () => {
    expect(objectionTo(review('It prints 1200.'), work, ['120'])).toBeNull();
    expect(objectionTo(review('It prints 120.'), work, ['120'])).toBe('hiddenTest');
  });
});

describe('what says who wrote a program', () => {
  const person = { name: 'Max Müller', email: 'max.mueller@example.edu' };
  it('is taken out of comments, and code and lines stay what they are', () => {
    const code = [
      '# Autor: Max Müller, Matrikelnummer 1234567',
      '// @author M. Müller <other@example.org>',
      'max = max(values)  # from Max',
      'print("Max Müller")',
      'print("7654321")  # 7654321',
      'mail = "max.mueller@example.edu"',
    ].join('\n');
    expect(stripIdentity(code, person).split('\n')).toEqual([
      '# Autor: [removed]',
      '// @author [removed]',
      'max = max(values)  # from [person]',
      'print("[person]")',
      'print("7654321")  # [number]',
      'mail = "[address]"',
    ]);
  });
});
