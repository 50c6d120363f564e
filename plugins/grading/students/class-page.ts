import { notFound } from '#src/errors.ts';
import { assignmentPath, type AssignmentRow } from '#plugins/assignments';
import type { TestStatus } from '#plugins/problems';
import { endedKind } from '#plugins/submissions';
import { formFields } from '#src/http/form-fields.ts';
import { counted } from '#src/http/list/list-schemas.ts';
import { livePath, topicAddress } from '#src/http/live/topic.ts';
import { page } from '#src/http/reply.ts';
import { emptyForm, type FormState } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { lmsFields } from '../lms/lms-columns.ts';
import { selectFigures } from './class-figures.ts';
import { classTopic } from './class-topic.ts';
import { classView } from './class-views.ts';
import { countClass, type ClassCounts } from './count-class.ts';
import { selectClass, type ClassProblem, type ClassWork } from './select-class.ts';
import { studentStates } from './student-columns.ts';
import { lmsFilters, listStudents, studentList, type ListedStudent, type StudentQuery } from './student-list.ts';

export const studentsPath = (id: string) => `${assignmentPath(id)}/students`;

/** A class at work on an assignment, in five statements. Throws DomainError `notFound` for a problem that is none of it. */
export async function classPage(scope: Scope, row: AssignmentRow, query: StudentQuery, form: FormState = emptyForm) {
  const { id: assignmentId, title, courseId, courseTitle } = row;
  const work = await selectClass(scope, assignmentId);
  const problem = chosenOf(work, query.problem);
  const { problemId } = problem;
  const { rows, meta } = await listStudents(scope, query, { assignmentId, problemId, lineItemId: work.lineItemId });
  const counts = await countClass(scope, row);
  const path = studentsPath(assignmentId);
  const { q, state, group, lms } = query;
  const data = {
    ...counts,
    windows: [],
    assignmentId,
    title,
    courseId,
    courseTitle,
    rows: rows.map((student) => studentFields(student, problem)),
    sorts: studentList.sorts(path, query),
    tests: [...problem.tests],
    problemId,
    problems: problemTabs(work, problem, query, path),
    chips: chipsOf(counts, query, path),
    figures: await selectFigures(scope, assignmentId, problem),
    form: formFields(form, { q, state, group, lms, problem: query.problem }),
    groups: [...work.groups],
    lmsFilters: [...lmsFilters],
    hasColumn: work.lineItemId !== null,
    reconciledAt: instant(work.reconciledAt),
    isNarrowed: Boolean(q ?? state ?? group ?? lms),
    live: livePath([topicAddress(classTopic, { assignmentId })]),
    meta: counted(meta),
    links: studentList.links(path, query, meta),
  };
  return page(classView, data, { meta, title });
}

function chosenOf({ problems }: ClassWork, asked: string | undefined): ClassProblem {
  const problem = asked === undefined ? problems[0] : problems.find(({ problemId }) => problemId === asked);
  if (!problem) throw notFound('problem');
  return problem;
}

const studentFields = (student: ListedStudent, { tests }: ClassProblem) => ({
  ...student,
  lastAt: instant(student.lastAt),
  tests: tests.map(({ id }) => kindOf(student.tests?.[id])),
  lms: lmsFields(student),
});

type Asked = Partial<Pick<StudentQuery, 'q' | 'state' | 'group' | 'lms' | 'problem' | 'sort_by' | 'order'>>;

/** From the first page. */
function narrowed(path: string, { q, state, group, lms, problem, sort_by, order }: Asked) {
  const asked = Object.entries({ q, state, group, lms, problem, sort_by, order }).filter(
    ([, value]) => value !== undefined,
  );
  return `${path}?${new URLSearchParams(asked as [string, string][]).toString()}`;
}

const chipsOf = (counts: ClassCounts, query: StudentQuery, path: string) =>
  (['all', ...studentStates] as const).map((state) => ({
    state,
    count: state === 'all' ? counts.students : counts[state],
    path: narrowed(path, { ...query, state: state === 'all' ? undefined : state }),
    isCurrent: (query.state ?? 'all') === state,
  }));

const problemTabs = ({ problems }: ClassWork, current: ClassProblem, query: StudentQuery, path: string) =>
  problems.map(({ problemId, title, position }) => ({
    title,
    position,
    path: narrowed(path, { ...query, problem: problemId }),
    isCurrent: problemId === current.problemId,
  }));

const instant = (at: string | null) => at && new Date(at).toISOString();

const kindOf = (status: TestStatus | undefined) => (status ? endedKind[status] : 'untried');
