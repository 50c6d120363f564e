import { solution, type Stranger } from './stranger.ts';

const pairs: Stranger = {
  title: 'Two that make a sum',
  statement: 'Find the places of two numbers whose sum is `target`, the smaller place first.',
  languages: [
    ['python', {}],
    ['java', { 'starter.0.path': 'Solution.java' }],
  ],
  harness: { functionName: 'twoSum', parameters: 'numbers: int[], target: int', returns: 'int[]' },
  tests: [
    {
      name: 'At the ends',
      kind: 'function',
      arguments: '[[2, 7, 11, 15], 17]',
      expected: '[0, 3]',
      'checker.kind': 'json',
    },
    { name: 'Twice the same', kind: 'function', arguments: '[[3, 3], 6]', expected: '[0, 1]' },
  ],
  solutions: [
    solution(
      'reference',
      'python',
      'def twoSum(numbers, target):\n    for b in range(len(numbers)):\n        for a in range(b):\n            if numbers[a] + numbers[b] == target: return [a, b]\n',
    ),
    {
      ...solution('reference', 'java', ''),
      files: [
        {
          path: 'Solution.java',
          content: `class Solution {
  int[] twoSum(int[] numbers, int target) {
    for (int b = 0; b < numbers.length; b++)
      for (int a = 0; a < b; a++) if (numbers[a] + numbers[b] == target) return new int[] { a, b };
    return new int[0];
  }
}
`,
        },
      ],
    },
    solution(
      'wrong',
      'python',
      'def twoSum(numbers, target):\n    return [0, len(numbers) - 1] if len(numbers) > 2 else [1, 0]\n',
    ),
  ],
};

const checker = `import sys

def part():
    count = int(sys.stdin.buffer.readline())
    text = sys.stdin.buffer.read(count).decode()
    sys.stdin.buffer.read(1)
    return text

given, _expected, actual = part(), part(), part()
parts = [int(word) for word in actual.split()]
print('ok' if len(parts) == 2 and all(part > 0 for part in parts) and sum(parts) == int(given) else 'wrong')
print('Two positive numbers were wanted whose sum is', given.strip())
`;
const program = { 'checker.kind': 'program', 'checker.language': 'python', 'checker.source': checker };

const split: Stranger = {
  title: 'Split it in two',
  statement: 'Write two positive whole numbers whose sum is the given one. Any two will do.',
  languages: [['python', {}]],
  tests: [
    { name: 'Ten', stdin: '10\n', ...program },
    { name: 'Two', stdin: '2\n' },
  ],
  solutions: [
    solution('reference', 'python', 'n = int(input())\nprint(1, n - 1)\n'),
    solution('wrong', 'python', 'n = int(input())\nprint(3, n - 3)\n'),
  ],
};

const clock: Stranger = {
  title: 'What time it may be',
  statement: 'Write a time of the day as `hh:mm`, whichever you like, that is in the given hour.',
  languages: [['python', {}]],
  tests: [
    { name: 'At nine', stdin: '9\n', 'checker.kind': 'regex', 'checker.pattern': String.raw`09:[0-5]\d\s*` },
    { name: 'In the evening', stdin: '21\n', 'checker.pattern': String.raw`21:[0-5]\d\s*` },
  ],
  solutions: [
    solution('reference', 'python', 'print(f"{int(input()):02}:07")\n'),
    solution('wrong', 'python', 'print(input() + ":07")\n'),
  ],
};

/** Where a function is called, or the answer is one of many. */
export const answers: readonly Stranger[] = [pairs, split, clock];
