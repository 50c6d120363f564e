/** Which run of days in a row brings most: the problem that everybody in the corpus works at. */
export const bestRun = {
  title: 'The best run of days',
  statement: 'A stall notes what each day brought, losses too. Write the largest **sum** of one or more days in a row.',
  tests: [
    testOf('sample', '8\n3 -5 4 -1 2 -6 1 2\n', '5\n'),
    testOf('sample', '1\n7\n', '7\n'),
    testOf('hidden', '4\n-8 -3 -6 -4\n', '-3\n'),
    testOf('hidden', '1\n-12\n', '-12\n'),
    testOf('hidden', '6\n2 2 2 -1 2 40\n', '47\n'),
    testOf('hidden', '6\n-4 19 -30 10 11 12\n', '33\n'),
    testOf('hidden', '5\n50 -60 20 15 -1\n', '50\n'),
    testOf('hidden', '40\n' + Array.from({ length: 40 }, (_, day) => ((day * 37) % 23) - 11).join(' ') + '\n', '20\n'),
  ].map((test, index) => ({ ...test, id: `test-${index}`, name: `Test ${index + 1}` })),
};

function testOf(visibility: 'sample' | 'hidden', stdin: string, expected: string) {
  return { visibility, stdin, expected };
}
