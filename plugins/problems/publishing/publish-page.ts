import { formFields } from '#src/http/form-fields.ts';
import { page } from '#src/http/reply.ts';
import type { FormState } from '#src/http/route.ts';
import type { FieldProblem } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { ProblemRow } from '../allow-problem.ts';
import { tabsOf } from '../authoring/edit-tabs.ts';
import { checkContent } from '../content/check-content.ts';
import type { ProblemContent } from '../content/problem-content.ts';
import { openContent } from '../content/seal-content.ts';
import { problemPath } from '../paths.ts';
import { ProblemDraft } from '../problem-draft.entity.ts';
import { publishPageView } from './publishing-views.ts';
import type { publishingStates } from './publishing.entity.ts';

interface Attempt {
  readonly id: string;
  readonly state: (typeof publishingStates)[number];
  readonly askedAt: string;
}

interface Version {
  readonly id: string;
  readonly number: number;
  readonly revisions: number;
  readonly publishedAt: string;
  readonly by: string | null;
}

const attempts = `select id, state, created_at as "askedAt" from publishing
  where organization_id = ? and problem_id = ? order by created_at desc limit 10`;

const versions = `select v.id, v.number, v.created_at as "publishedAt", u.name as by,
    (select max(number) from statement_revision where version_id = v.id) as revisions
  from problem_version v left join "user" u on u.id = v.published_by_id
  where v.organization_id = ? and v.problem_id = ? order by v.number desc`;

/** What is lacking, what was tried, and what was published. */
export async function publishPage(scope: Scope, row: ProblemRow, form: FormState) {
  const { em, organization } = scope;
  const content = openContent(scope, await em.findOneOrFail(ProblemDraft, { problem: row.id }));
  const ids = [organization.id, row.id];
  const tried = await em.execute<Attempt[]>(attempts, ids);
  const made = await em.execute<Version[]>(versions, ids);
  const data = {
    id: row.id,
    title: content.title,
    tabs: tabsOf(row.id, null),
    form: formFields(form),
    lacking: checkContent(content).map((problem) => lackOf(row.id, content, problem)),
    solutions: content.solutions.length,
    runningId: tried.find(({ state }) => state === 'running')?.id ?? null,
    attempts: tried.map(({ askedAt, ...rest }) => ({ ...rest, askedAt: new Date(askedAt).toISOString() })),
    versions: made.map(({ publishedAt, ...rest }) => ({ ...rest, publishedAt: new Date(publishedAt).toISOString() })),
    isRemoved: row.removedAt !== null,
  };
  return page(publishPageView, data);
}

const parts: Readonly<Record<string, string>> = {
  statement: '/edit',
  languages: '/edit/languages',
  tests: '/edit/tests',
  groups: '/edit/tests',
  solutions: '/edit/solutions',
};

/** With the page on which it is mended. */
function lackOf(problemId: string, { tests }: ProblemContent, { field, key, parameters = {} }: FieldProblem) {
  const [part = '', place] = field.split('.');
  const test = part === 'tests' && place !== undefined ? tests[Number(place)] : undefined;
  const path = `${problemPath(problemId)}${parts[part] ?? '/edit'}${test ? `?test=${test.id}` : ''}`;
  const { place: at = null, word = null } = parameters as { place?: number; word?: string };
  return { field, key, place: at, word, path };
}
