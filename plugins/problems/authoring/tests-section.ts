import { z } from 'zod';
import { audit } from '#src/audit/audit.ts';
import type { ProblemContent } from '../content/problem-content.ts';
import { checkerKinds, groupRules, TestContent, testKinds, Tests, testVisibilities } from '../content/tests.ts';
import { itemsIn } from './flatten.ts';
import { knownLanguages } from './known-languages.ts';
import { rearrange } from './rearrange.ts';
import { newest, sectionRoutes, type Section } from './section.ts';
import { TestForm, testOf, testShown } from './test-form.ts';

const TestsForm = z.object({ test: TestForm.nullable().default(null), groups: Tests.shape.groups });
type TestsForm = z.infer<typeof TestsForm>;

const Row = TestContent.pick({
  id: true,
  name: true,
  kind: true,
  visibility: true,
  weight: true,
  groupId: true,
}).extend({
  at: z.string(),
  isChosen: z.boolean(),
});
const words = z.array(z.string());

const section: Section<TestsForm> = {
  below: '/tests',
  summary: 'The tests of a problem, hidden ones too, and their groups',
  template: 'problems/authoring/tests',
  body: TestsForm,
  extra: {
    tests: z.array(Row),
    chosen: z.string().nullable(),
    groups: words,
    groupIds: z.array(z.object({ value: z.string(), label: z.string() })),
    choices: z.object({ kinds: words, visibilities: words, checkers: words, rules: words }),
    languages: z.array(z.object({ value: z.string(), label: z.string() })),
  },
  more(content, values, { chosen: asked }) {
    const chosen = chosenOf(content, asked)?.id ?? null;
    return {
      chosen,
      tests: content.tests.map((test, index) => ({ ...test, at: `tests.${index}`, isChosen: test.id === chosen })),
      groups: itemsIn(values, 'groups'),
      groupIds: content.groups.map(({ id }) => ({ value: id, label: id })),
      choices: {
        kinds: [...testKinds],
        visibilities: [...testVisibilities],
        checkers: [...checkerKinds],
        rules: [...groupRules],
      },
      languages: knownLanguages,
    };
  },
  shown(content, asked) {
    const test = chosenOf(content, asked);
    return { groups: content.groups, ...(test ? { test: testShown(test) } : {}) };
  },
  merge(content, { test, groups }, act) {
    const tests = content.tests.map((standing) => (standing.id === test?.id ? testOf(test) : standing));
    return {
      ...content,
      groups,
      ...rearrange({ tests }, act?.startsWith('tests.') ? act : null, () => freshTest(tests)),
    };
  },
  fresh: (_list, { groups }) => ({ id: `group-${groups.length + 1}`, rule: 'sum', requires: null }),
  reads: (scope, problemId) =>
    audit(scope, { action: 'problem.testsRead', target: { type: 'problem', id: problemId } }),
};

const chosenOf = ({ tests }: ProblemContent, asked: string | null) =>
  asked === newest ? tests.at(-1) : (tests.find(({ id }) => id === asked) ?? tests[0]);

/** Like the one before it; the first one is a sample. */
const freshTest = (tests: readonly TestContent[]): TestContent => {
  const { kind = 'io', checker, groupId = null } = tests.at(-1) ?? {};
  const visibility = tests.length === 0 ? 'sample' : 'hidden';
  return TestContent.parse({ kind, groupId, visibility, ...(checker ? { checker } : {}) });
};

export const testsRoutes = sectionRoutes(section);
