import { describe, expect, it } from '@jest/globals';
import { analyse } from '#plugins/code-analysis';
import { differentPrograms, samePrograms } from './program-pairs.ts';

async function keyOf(language: string, source: string) {
  const answer = await analyse(language, source);
  expect(answer).toMatchObject({ given: { isWhole: true } });
  return 'given' in answer ? answer.given.exactKey : null;
}

describe('the key of a program', () => {
  it.each(samePrograms)(
    'is the same for other names, comments and layout: $language [H1-09]',
    async ({ language, one, other }) => {
      expect(await keyOf(language, one)).toBe(await keyOf(language, other));
    },
  );

  it.each(differentPrograms)('differs in $language when $what differs [H1-09]', async ({ language, one, other }) => {
    expect(await keyOf(language, one)).not.toBe(await keyOf(language, other));
  });

  it('is 64 hex digits, and another one in another language', async () => {
    const [script, typed] = [await keyOf('javascript', 'let a = 1;'), await keyOf('typescript', 'let a = 1;')];
    expect(script).toMatch(/^[0-9a-f]{64}$/);
    expect(typed).not.toBe(script);
  });

  it('is the same for C, which is read by the grammar of C++', async () => {
    const program = 'int main(void) { int sum = 0; return sum; }';
    expect(await keyOf('c', program)).toBe(await keyOf('cpp', program.replaceAll('sum', 'total')));
  });
});
