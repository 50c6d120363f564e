import { describe, expect, it } from '@jest/globals';
import { alignPrograms, analyse, rangeIn, similarFrom, similarity, type LineMap } from '#plugins/code-analysis';
import { rightSolutions } from './right-solutions.ts';

async function fingerprintOf(language: string, source: string) {
  const answer = await analyse(language, source);
  return 'given' in answer ? answer.given.fingerprint : [];
}

const counting = `def read(text):
    return [int(word) for word in text.split()]

def longest(values):
    best = 0
    run = 0
    for i in range(1, len(values)):
        if values[i] > values[i - 1]:
            run += 1
        else:
            run = 0
        if run > best:
            best = run
    return best + 1

print(longest(read(input())))
`;

/** Other names and values, a comment, the functions in another order, and one line more. */
const varied = `def chain(xs):
    # as far as it rises
    top = 0
    length = 0
    for k in range(1, len(xs)):
        if xs[k] > xs[k - 1]:
            length += 1
        else:
            length = 0
        if length > top:
            top = length
    return top + 1

def numbers(line):
    return [int(part) for part in line.split()]

text = input()
print(chain(numbers(text)))
`;

const otherWay = `from functools import lru_cache
values = list(map(int, input().split()))
@lru_cache
def ending(i):
    if i == 0 or values[i] <= values[i - 1]:
        return 1
    return ending(i - 1) + 1
print(max(ending(i) for i in range(len(values))))
`;

describe('the fingerprint of a program', () => {
  it('finds the same way again behind other names, values and order, and not another way [H1-11]', async () => {
    const [one, other, different] = await Promise.all(
      [counting, varied, otherWay].map((source) => fingerprintOf('python', source)),
    );
    expect(similarity(one!, one!)).toBe(1);
    expect(similarity(one!, other!)).toBeGreaterThanOrEqual(similarFrom);
    expect(similarity(one!, different!)).toBeLessThan(0.3);
  });

  it('does not take right programs of different problems for each other [H1-11]', async () => {
    const solutions = await Promise.all(
      rightSolutions().map(async (each) => ({ ...each, print: await fingerprintOf(each.language, each.source) })),
    );
    const confused = solutions.flatMap((one) =>
      solutions
        .filter(({ file, language }) => file < one.file && language === one.language)
        .filter(({ print }) => similarity(one.print, print) >= similarFrom)
        .map(({ file }) => `${one.file} ${file}`),
    );
    expect(solutions.length).toBeGreaterThan(30);
    expect(confused).toEqual([]);
  });

  it('says nothing of programs that are too short to tell apart [H1-11]', async () => {
    const short = await fingerprintOf('python', 'print(input())\n');
    expect(similarity(short, short)).toBe(0);
  });
});

describe('aligned lines', () => {
  const lines = async (language: string, one: string, other: string): Promise<LineMap | null> => {
    const answer = await alignPrograms(language, one, other);
    return 'given' in answer ? answer.given : null;
  };

  it('lead from one program to what says the same in another', async () => {
    const other = `# a comment more\n\n${counting.replaceAll('values', 'xs').replace('run += 1', 'run += 1\n            print(run)')}`;
    const map = await lines('python', counting, other);
    const at = (text: string, program: string) => program.split('\n').findIndex((line) => line.includes(text)) + 1;
    expect(map![at('run += 1', counting) - 1]).toBe(at('run += 1', other));
    expect(map![at('return best', counting) - 1]).toBe(at('return best', other));
    const range = { start: at('for i in', counting), end: at('best = run', counting) };
    expect(rangeIn(map!, range)).toEqual({ start: at('for i in', other), end: at('best = run', other) });
  });

  it('lead nowhere from a line that the other does not have', async () => {
    const map = await lines('python', `${counting}for n in zip(a, b):\n    del n[0]\n`, counting);
    const last = counting.split('\n').length;
    expect(rangeIn(map!, { start: last, end: last + 1 })).toBeNull();
    expect(rangeIn(map!, { start: 1, end: 99 })).toBeNull();
  });

  it('are none between programs that have nothing in common', async () => {
    const long = Array.from({ length: 150 }, (_, n) => `call_${n}(${n}, "a", b[${n}])`).join('\n');
    expect(await lines('python', long, Array.from({ length: 150 }, (_, n) => `del x${n}`).join('\n'))).toBeNull();
  });
});
