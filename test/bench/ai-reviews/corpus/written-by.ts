import type { Way } from './approach.ts';
import type { Names } from './names.ts';
import type { Random } from './random.ts';

/** A program as one student writes it: read so, cut into such functions, in this order, with these comments and names. */
export function writtenBy(random: Random, way: Way, names: Names): string {
  const reading = random.of(readings);
  const wantsToCut = random.below(3) === 0;
  const build = random.of(builds);
  const whole = build(way, reading, random.below(2) === 0);
  const isCut = wantsToCut && whole.includes('$larger(');
  const text = [
    ...(whole.includes('sys.') ? ['import sys', ''] : []),
    ...(isCut ? [random.of(helpers), ''] : []),
    whole,
  ].join('\n');
  const named = isCut ? text : text.replaceAll('$larger(', 'max(');
  return commented(random, named.replaceAll(/\$(\w+)/g, (_, role: keyof Names) => names[role]).trim());
}

const readings = [
  '$count = int(input())\n$values = list(map(int, input().split()))',
  '$values = [int($word) for $word in sys.stdin.read().split()[1:]]',
  '$count = int(input())\n$values = []\nfor $word in input().split():\n    $values.append(int($word))',
  'input()\n$values = [int($word) for $word in input().split()]',
] as const;

const helpers = [
  'def $larger($one, $other):\n    if $one > $other:\n        return $one\n    return $other',
  'def $larger($one, $other):\n    return $one if $one >= $other else $other',
] as const;

const indented = (text: string) => text.trim().replaceAll(/^(?=.)/gm, '    ');
const joined = (...parts: readonly string[]) =>
  parts
    .map((part) => part.trim())
    .filter(Boolean)
    .join('\n\n');

type Build = (way: Way, reading: string, isTurned: boolean) => string;

/** From a script in one piece to a function for everything. */
const builds: readonly Build[] = [
  ({ functions = '', steps }, reading) => joined(functions, `${reading}${steps}\nprint($best)`),
  ({ functions = '', steps }, reading) =>
    joined(
      functions,
      `def $solve($values):\n${indented(steps)}\n    return $best`,
      `${reading}\nprint($solve($values))`,
    ),
  ({ functions = '', steps }, reading, isTurned) => {
    const solve = `def $solve($values):\n${indented(steps)}\n    return $best`;
    const read = `def $read():\n${indented(reading)}\n    return $values`;
    return joined(...(isTurned ? [solve, functions, read] : [read, functions, solve]), 'print($solve($read()))');
  },
  ({ functions = '', steps }, reading, isTurned) => {
    const main = `def $main():\n${indented(`${reading}${steps}`)}\n    print($best)`;
    return joined(...(isTurned ? [main, functions] : [functions, main]), 'if __name__ == "__main__":\n    $main()');
  },
];

const remarks = [
  'by Ada L.',
  'exercise 4',
  'my second try',
  'works for the samples',
  'homework of week three',
  'idea from the lecture',
];
const inBetween = [
  '# go through all of it',
  '# the first one counts',
  '# remember the largest',
  '# nothing is negative here?',
];

function commented(random: Random, source: string): string {
  const style = random.below(4);
  if (style === 0) return `${source}\n`;
  if (style === 1) return `# ${random.of(remarks)}\n${source}\n`;
  if (style === 2) return `"""${random.of(remarks)}"""\n${source}\n`;
  const lines = source.split('\n').flatMap((line) => {
    const indent = /^ */.exec(line)![0];
    return /^\s*(for|while|print)\b/.test(line) && random.below(2) === 0
      ? [indent + random.of(inBetween), line]
      : [line];
  });
  return `${lines.join('\n')}\n`;
}
