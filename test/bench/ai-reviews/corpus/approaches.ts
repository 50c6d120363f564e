import type { Approach } from './approach.ts';
import { halves } from './halves.ts';

const everyRun: Approach = {
  name: 'every run',
  ways: [
    {
      steps: `
$best = $values[0]
for $i in range(len($values)):
    $now = 0
    for $j in range($i, len($values)):
        $now += $values[$j]
        if $now > $best:
            $best = $now`,
      faults: [
        ['$best = $values[0]', '$best = 0'],
        ['range($i, len', 'range($i + 1, len'],
        ['+= $values[$j]', '+= $values[$j + 1]'],
      ],
    },
    {
      steps: `
$best = $values[0]
for $i in range(len($values)):
    $now = 0
    for $value in $values[$i:]:
        $now = $now + $value
        $best = $larger($best, $now)`,
      faults: [
        ['$best = $values[0]', '$best = 0'],
        ['$values[$i:]', '$values[$i + 1:]'],
        ['    $now = 0\n    for', '    $now = 1\n    for'],
      ],
    },
    {
      steps: `
$best = $values[0]
$i = 0
while $i < len($values):
    $j = $i
    $now = 0
    while $j < len($values):
        $now += $values[$j]
        if $now > $best:
            $best = $now
        $j += 1
    $i += 1`,
      faults: [
        ['$best = $values[0]', '$best = 0'],
        ['while $j < len($values)', 'while $j < len($values) - 1'],
        ['while $j < len($values)', 'while $j <= len($values)'],
      ],
    },
  ],
};

const goingOn: Approach = {
  name: 'going on or beginning anew',
  ways: [
    {
      steps: `
$best = $values[0]
$now = $values[0]
for $i in range(1, len($values)):
    $now = $larger($values[$i], $now + $values[$i])
    $best = $larger($best, $now)`,
      faults: [
        ['$best = $values[0]', '$best = 0'],
        ['$best = $larger($best, $now)', '$best = $now'],
        ['range(1, len($values))', 'range(1, len($values) - 1)'],
      ],
    },
    {
      steps: `
$best = $values[0]
$now = 0
for $value in $values:
    if $now < 0:
        $now = $value
    else:
        $now += $value
    if $now > $best:
        $best = $now`,
      faults: [
        ['$best = $values[0]', '$best = 0'],
        ['if $now < 0', 'if $now > 0'],
        ['    if $now > $best:\n        $best = $now', '    $best = $now'],
      ],
    },
    {
      steps: `
$best = $values[0]
$now = $values[0]
$i = 1
while $i < len($values):
    if $now + $values[$i] > $values[$i]:
        $now = $now + $values[$i]
    else:
        $now = $values[$i]
    $best = $larger($now, $best)
    $i = $i + 1`,
      faults: [
        ['$best = $values[0]', '$best = 0'],
        ['while $i < len($values)', 'while $i <= len($values)'],
        ['$i = 1\n', '$i = 2\n'],
      ],
    },
  ],
};

const prefixes: Approach = {
  name: 'differences of prefixes',
  ways: [
    {
      steps: `
$total = 0
$lowest = 0
$best = $values[0]
for $value in $values:
    $total += $value
    $best = $larger($best, $total - $lowest)
    $lowest = min($lowest, $total)`,
      faults: [
        ['$best = $values[0]', '$best = 0'],
        ['$total - $lowest', '$total + $lowest'],
        ['min($lowest, $total)', 'min($lowest, $value)'],
      ],
    },
    {
      steps: `
$table = [0]
for $value in $values:
    $table.append($table[-1] + $value)
$lowest = $table[0]
$best = $values[0]
for $i in range(1, len($table)):
    if $table[$i] - $lowest > $best:
        $best = $table[$i] - $lowest
    if $table[$i] < $lowest:
        $lowest = $table[$i]`,
      faults: [
        ['$best = $values[0]', '$best = 0'],
        ['range(1, len($table))', 'range(1, len($table) - 1)'],
        ['if $table[$i] < $lowest', 'if $table[$i] > $lowest'],
      ],
    },
    {
      steps: `
$best = None
$total = 0
$lowest = 0
for $i in range(len($values)):
    $total = $total + $values[$i]
    if $best is None or $total - $lowest > $best:
        $best = $total - $lowest
    if $total < $lowest:
        $lowest = $total`,
      faults: [
        ['$best is None or ', ''],
        ['if $total < $lowest:\n        $lowest', 'if $total < $lowest:\n        $total'],
        ['$best = $total - $lowest', '$best = $total'],
      ],
    },
  ],
};

const table: Approach = {
  name: 'a table of endings',
  ways: [
    {
      steps: `
$table = [$values[0]]
for $i in range(1, len($values)):
    $table.append($larger($values[$i], $table[$i - 1] + $values[$i]))
$best = max($table)`,
      faults: [
        ['max($table)', '$table[-1]'],
        ['$table[$i - 1] +', '$table[$i] +'],
        ['range(1, len($values))', 'range(1, len($values) - 1)'],
      ],
    },
    {
      steps: `
$table = [0] * len($values)
$table[0] = $values[0]
for $i in range(1, len($values)):
    if $table[$i - 1] > 0:
        $table[$i] = $table[$i - 1] + $values[$i]
    else:
        $table[$i] = $values[$i]
$best = $table[0]
for $value in $table:
    if $value > $best:
        $best = $value`,
      faults: [
        ['$best = $table[0]', '$best = 0'],
        ['if $table[$i - 1] > 0', 'if $table[$i - 1] < 0'],
        ['= $table[$i - 1] + $values[$i]', '= $table[$i - 1]'],
      ],
    },
    {
      steps: `
$table = $values[:]
for $i in range(1, len($table)):
    if $table[$i - 1] > 0:
        $table[$i] += $table[$i - 1]
$best = max($table)`,
      faults: [
        ['max($table)', '$table[len($table) - 1]'],
        ['range(1, len($table))', 'range(1, len($table) + 1)'],
        ['if $table[$i - 1] > 0', 'if $values[$i] > 0'],
      ],
    },
  ],
};

export const approaches: readonly Approach[] = [everyRun, goingOn, prefixes, table, halves];
