import type { Approach } from './approach.ts';

/** The best run lies left, right, or across the middle. */
export const halves: Approach = {
  name: 'halves',
  ways: [
    {
      functions: `
def $table($values):
    if len($values) == 1:
        return $values[0]
    $middle = len($values) // 2
    $low = $now = $values[$middle - 1]
    for $value in reversed($values[:$middle - 1]):
        $now += $value
        $low = $larger($low, $now)
    $high = $now = $values[$middle]
    for $value in $values[$middle + 1:]:
        $now += $value
        $high = $larger($high, $now)
    return max($table($values[:$middle]), $table($values[$middle:]), $low + $high)`,
      steps: '\n$best = $table($values)',
      faults: [
        [', $low + $high)', ')'],
        ['return $values[0]', 'return 0'],
        ['$values[$middle + 1:]', '$values[$middle:]'],
      ],
    },
    {
      functions: `
def $table($values, $low, $high):
    if $low == $high:
        return $values[$low]
    $middle = ($low + $high) // 2
    $total = 0
    $one = $values[$middle]
    for $i in range($middle, $low - 1, -1):
        $total += $values[$i]
        if $total > $one:
            $one = $total
    $total = 0
    $other = $values[$middle + 1]
    for $i in range($middle + 1, $high + 1):
        $total += $values[$i]
        if $total > $other:
            $other = $total
    return max($one + $other, $table($values, $low, $middle), $table($values, $middle + 1, $high))`,
      steps: '\n$best = $table($values, 0, len($values) - 1)',
      faults: [
        ['max($one + $other, ', 'max('],
        ['range($middle, $low - 1, -1)', 'range($middle, $low, -1)'],
        ['0, len($values) - 1)', '0, len($values))'],
      ],
    },
    {
      functions: `
def $table($values):
    if len($values) < 2:
        return $values[0]
    $middle = len($values) // 2
    $low = max(sum($values[$i:$middle]) for $i in range($middle))
    $high = max(sum($values[$middle:$j + 1]) for $j in range($middle, len($values)))
    return max([$table($values[:$middle]), $table($values[$middle:]), $low + $high])`,
      steps: '\n$best = $table($values)',
      faults: [
        [', $low + $high])', '])'],
        ['return $values[0]', 'return 1'],
        ['$values[$middle:$j + 1]', '$values[$middle:$j]'],
      ],
    },
  ],
};
