import { markdown } from '#src/markdown/markdown.ts';
import { exampleCharts } from './example-charts.ts';
import type { Examples } from './example-view.ts';

/** Figures, texts and choices for every part; `say` gives a text of the styleguide in the reader's language. */
export async function examples(asked: object, say: (key: string) => string): Promise<Examples> {
  return {
    form: { values: typed, problems: { email: say('problem') }, message: null },
    asked: { values: textsOf(asked), problems: {}, message: null },
    choices: { roles: roles(say), languages },
    tabs: ['tabStatement', 'tabTests', 'tabVersions'].map((key, index) => ({
      label: say(key),
      path: '/styleguide',
      isCurrent: index === 0,
    })),
    facts: [
      { label: say('points'), value: '10' },
      { label: say('due'), value: '2026-11-27' },
    ],
    meta: { page: 2, pages: 4, total: 61 },
    links: { previous: '/styleguide?page=1', next: '/styleguide?page=3' },
    person: { name: 'Emmy Noether', avatarUrl: null },
    verdicts: ['passed', 'failed', 'crashed', 'slow', 'partly', 'hidden', 'running', 'waiting', 'untried'],
    badges: ['', 'accent', 'pass', 'warn', 'fail'],
    code,
    expected: '4 days\nfrom day 1\nto day 4\n',
    actual: '2 days\nfrom day 2\nto day 4\nand one line more\n',
    prose: markdown(prose),
    ...(await exampleCharts()),
    now: new Date('2026-11-28T14:06:00Z'),
  };
}

const typed = {
  title: 'Longest calm stretch',
  email: 'tenzin.dorji@nordhaven',
  role: 'instructor',
  open: 'true',
  until: '2026-11-27T22:59:00Z',
  reason: 'See the forum.',
  languages: ['python'],
  course: 'Algorithms I',
};

const textsOf = (asked: object) =>
  Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, String(value)]));

const roles = (say: (key: string) => string) => [
  { value: 'instructor', label: say('instructor') },
  { value: 'learner', label: say('learner'), hint: say('learnerHint') },
];

const languages = [
  { value: 'python', label: 'Python 3.11' },
  { value: 'java', label: 'Java 17' },
];

const code = `def longest(readings, limit):
    # a stretch may equal the limit
    return max(stretches(readings, limit), key=len, default=0)
`;

const prose = `Let $n$ be the number of readings. The **longest** calm stretch has

$$\\max_{i \\le j} \\; (j - i + 1) \\quad \\text{with} \\quad \\sum_{k=i}^{j} |x_k - \\bar x| \\le L$$

1. Read \`n\`, then the readings.
2. Print one number, as in [the example](https://example.edu/calm).

\`\`\`python
print(longest([1, 2, 2, 3], 1))
\`\`\`

| Input | Output |
| --- | --- |
| \`4 1\` | \`3\` |
`;
