import type { FieldProblem } from '#src/errors.ts';
import { checkerOf } from './checker-of.ts';
import type { ProblemContent } from './problem-content.ts';
import type { TestContent } from './tests.ts';

/** What is lacking before a problem can be published [D2-14]; each names its field and, of tests, the place from 1. */
export const checkContent = (content: ProblemContent): readonly FieldProblem[] => [
  ...lacking(content.statement?.trim(), 'statement'),
  ...lacking(content.languages.length, 'languages'),
  ...lacking(content.tests.length, 'tests'),
  ...content.tests.flatMap((test, index) => checkTest(content, test, index)),
  ...checkGroups(content),
  ...checkSizes(content),
  ...checkSolutions(content),
];

const problem = (field: string, key: string, parameters: FieldProblem['parameters'] = {}): FieldProblem => ({
  field,
  key: `problems.lacking.${key}`,
  parameters,
});

const lacking = (value: unknown, field: string) => (value ? [] : [problem(field, field)]);

function checkTest({ harness, groups }: ProblemContent, test: TestContent, index: number) {
  const wrong = (name: string, isWrong: boolean) =>
    isWrong ? [problem(`tests.${index}.${name}`, `test.${name}`, { place: index + 1 })] : [];
  const { kind, expected, groupId } = test;
  return [
    ...wrong('name', !test.name),
    ...wrong('functionName', kind === 'function' && !harness),
    ...wrong('arguments', kind === 'function' && !isJsonList(test.arguments)),
    ...wrong('expected', kind !== 'unit' && needsExpected(test) && expected === null),
    ...wrong('expectedJson', kind === 'function' && expected !== null && !isJson(expected)),
    ...wrong('unitFile', kind === 'unit' && !test.unitFile),
    ...wrong('checker', checkerOf(test.checker) === null),
    ...wrong('groupId', groupId !== null && !groups.some(({ id }) => id === groupId)),
  ];
}

/** A program of the author, or a pattern, may decide without. */
const needsExpected = ({ checker }: TestContent) => checker.kind !== 'program' && checker.kind !== 'regex';

function checkGroups({ groups }: ProblemContent) {
  const ids = groups.map(({ id }) => id);
  return groups.flatMap(({ id, requires }, index) => [
    ...(ids.indexOf(id) < index ? [problem(`groups.${index}.id`, 'group.twice', { word: id })] : []),
    ...(requires !== null && !ids.slice(0, index).includes(requires)
      ? [problem(`groups.${index}.requires`, 'group.requires', { word: id })]
      : []),
  ]);
}

/** Growth is seen where one size is several times another. */
const leastSpread = 8;

function checkSizes({ rules, tests }: ProblemContent) {
  if (rules.timeComplexity === null && rules.spaceComplexity === null) return [];
  const sizes = tests.flatMap(({ size, kind }) => (size === null || kind === 'unit' ? [] : [size]));
  const isSeen = sizes.length > 1 && Math.max(...sizes) >= leastSpread * Math.min(...sizes);
  return isSeen ? [] : [problem('tests', 'sizes', { spread: leastSpread })];
}

function checkSolutions({ solutions, languages }: ProblemContent) {
  const known = languages.map(({ id }) => id);
  return [
    ...(solutions.some(({ role }) => role === 'reference') ? [] : [problem('solutions', 'solutions')]),
    ...solutions.flatMap(({ language }, index) =>
      known.includes(language) ? [] : [problem(`solutions.${index}.language`, 'solution.language', { word: language })],
    ),
  ];
}

function isJson(text: string) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const isJsonList = (text: string | null) => text !== null && isJson(text) && Array.isArray(JSON.parse(text));
