import { lines, solution, type Stranger } from './stranger.ts';

const manyPairs: Stranger = {
  title: 'A and B, line after line',
  statement: 'Each line has two whole numbers. Write the sum of each line, on a line of its own.',
  languages: [['python', {}]],
  tests: [
    { name: 'Two lines', stdin: lines('1 2', '-5 3'), expected: lines('3', '-2') },
    { name: 'No line at all', isSilent: 'true' },
    { name: 'Large ones', stdin: lines('99999999999999999999 1'), expected: lines('100000000000000000000') },
  ],
  solutions: [
    solution('reference', 'python', 'import sys\nfor line in sys.stdin:\n    print(sum(map(int, line.split())))\n'),
    solution('wrong', 'python', 'print(sum(map(int, input().split())))\n'),
  ],
};

const matrix: Stranger = {
  title: 'Turn a matrix',
  statement: 'First the numbers of rows and columns, then the rows. Write the matrix with its rows as columns.',
  languages: [['javascript', {}]],
  tests: [
    {
      name: 'Two by three',
      stdin: lines('2 3', '1 2 3', '4 5 6'),
      expected: lines('1 4', '2 5', '3 6'),
      'checker.kind': 'tokens',
    },
    { name: 'One', stdin: lines('1 1', '7'), expected: lines('7') },
  ],
  solutions: [
    solution(
      'reference',
      'javascript',
      `const [, ...rows] = require('fs').readFileSync(0, 'utf8').trim().split('\\n').map((row) => row.split(' '));
for (const place of rows[0].keys()) console.log(rows.map((row) => row[place]).join('   '));
`,
    ),
    solution(
      'wrong',
      'javascript',
      `console.log(require('fs').readFileSync(0, 'utf8').split('\\n').slice(1).join('\\n'))\n`,
    ),
  ],
};

const circle: Stranger = {
  title: 'Around the well',
  statement: 'Given the radius of a well, write its circumference. An error of $10^{-6}$ does not matter.',
  languages: [['c', {}]],
  tests: [
    { name: 'One', stdin: '1\n', expected: '6.283185307\n', 'checker.kind': 'floats', 'checker.absolute': '0.000001' },
    { name: 'Half a mile', stdin: '804.672\n', expected: '5055.903\n', 'checker.absolute': '0.001' },
  ],
  solutions: [
    solution(
      'reference',
      'c',
      '#include <stdio.h>\nint main(void) { double r; scanf("%lf", &r); printf("%.7f\\n", 2 * 3.14159265358979 * r); return 0; }\n',
    ),
    solution(
      'wrong',
      'c',
      '#include <stdio.h>\nint main(void) { double r; scanf("%lf", &r); printf("%f\\n", 2 * 3.14 * r); return 0; }\n',
    ),
  ],
};

const anagrams: Stranger = {
  title: 'Letters in any order',
  statement: 'Write every different order of the letters of a word, each on a line, in whatever order you like.',
  languages: [['python', {}]],
  tests: [
    {
      name: 'abc',
      stdin: 'abc\n',
      expected: lines('abc', 'acb', 'bac', 'bca', 'cab', 'cba'),
      'checker.kind': 'unorderedLines',
    },
    { name: 'A letter twice', stdin: 'aab\n', expected: lines('aab', 'aba', 'baa') },
  ],
  solutions: [
    solution(
      'reference',
      'python',
      'from itertools import permutations\nfor word in set(permutations(input())): print("".join(word))\n',
    ),
    solution(
      'wrong',
      'python',
      'from itertools import permutations\nfor word in permutations(input()): print("".join(word))\n',
    ),
  ],
};

const counted: Stranger = {
  title: 'Count the words',
  statement: 'Write a JSON object that says how often each word of the input is there.',
  languages: [['javascript', {}]],
  tests: [
    { name: 'Three', stdin: 'to be to\n', expected: '{"to": 2, "be": 1}', 'checker.kind': 'json' },
    { name: 'Nothing', stdin: '\n', expected: '{}' },
  ],
  solutions: [
    solution(
      'reference',
      'javascript',
      `const found = {};
for (const word of require('fs').readFileSync(0, 'utf8').split(/\\s+/).sort()) if (word) found[word] = (found[word] ?? 0) + 1;
console.log(JSON.stringify(found, null, 2));
`,
    ),
    solution('wrong', 'javascript', `console.log('{"to": 2, "be": 2}')\n`),
  ],
};

/** Where a program reads and writes. */
export const programs: readonly Stranger[] = [manyPairs, matrix, circle, anagrams, counted];
