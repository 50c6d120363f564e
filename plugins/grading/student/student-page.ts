import { z } from 'zod';
import { latePercentAt, selectAssignmentRules, type AssignmentRules } from '#plugins/assignments';
import { verdictKind, verdicts } from '#plugins/submissions';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page } from '#src/http/reply.ts';
import { emptyForm, type FormState } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { gradeChangeKinds } from '../override/grade-change.entity.ts';
import { selectChanges } from '../override/select-changes.ts';
import { gradeFields, GradeFields } from '../panel/grade-fields.ts';
import { selectGrade } from '../panel/select-grade.ts';
import { progressStatuses } from '../progress/work-progress.entity.ts';
import type { TaughtStudent } from './select-student.ts';
import { selectWork, type ListedWork, type ProblemWork } from './select-work.ts';

const instant = z.iso.datetime();

const Work = z.object({
  problemId: z.uuid(),
  title: z.string(),
  status: z.enum(progressStatuses),
  attempts: z.int(),
  firstAttemptedAt: instant.nullable(),
  completedAt: instant.nullable(),
  bestSubmissionId: z.uuid().nullable(),
  submissions: z.array(
    z.object({
      id: z.uuid(),
      acceptedAt: instant,
      verdict: z.enum(verdicts),
      kind: z.string(),
      points: z.number(),
      maxPoints: z.number(),
      latePercent: z.number(),
    }),
  ),
});

export const studentView = view(
  'grading/student',
  GradeFields.extend({
    assignmentId: z.uuid(),
    userId: z.uuid(),
    name: z.string(),
    title: z.string(),
    isTestUser: z.boolean(),
    /** The start of their time that counts; null without one. */
    startedAt: instant.nullable(),
    leftAt: instant.nullable(),
    scoreId: z.uuid().nullable(),
    /** There is a column in the LMS that can be told and asked. */
    hasColumn: z.boolean(),
    work: z.array(Work),
    changes: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(gradeChangeKinds),
        at: instant,
        fromPoints: z.number().nullable(),
        toPoints: z.number().nullable(),
        reason: z.string(),
        who: z.string().nullable(),
      }),
    ),
    form: FormFields,
  }),
);

/** One student with an assignment, for those who teach there. In four statements. */
export async function studentPage(scope: Scope, student: TaughtStudent, form: FormState = emptyForm) {
  const { assignment, assignmentId, userId, name, isTestUser, leftAt } = student;
  const row = await selectGrade(scope, student);
  const work = await selectWork(scope, student);
  const changes = await selectChanges(scope, student);
  const rules = (await selectAssignmentRules(scope, student))!;
  const data = {
    ...gradeFields(row, assignment, { isForStaff: true }),
    assignmentId,
    userId,
    name,
    title: assignment.title,
    isTestUser,
    startedAt: rules.startedAt?.toISOString() ?? null,
    leftAt: text(leftAt),
    scoreId: row?.scoreId ?? null,
    hasColumn: (row?.lineItemId ?? null) !== null,
    work: work.map((one) => workFields(one, rules)),
    changes: changes.map((change) => ({ ...change, at: text(change.at)! })),
    form: formFields(form),
  };
  return page(studentView, data, { title: name });
}

const workFields = ({ submissions, firstAttemptedAt, completedAt, ...work }: ProblemWork, rules: AssignmentRules) => ({
  ...work,
  firstAttemptedAt: text(firstAttemptedAt),
  completedAt: text(completedAt),
  submissions: submissions.map((one) => submissionFields(one, rules)),
});

const submissionFields = ({ acceptedAt, ...one }: ListedWork, rules: AssignmentRules) => ({
  ...one,
  acceptedAt: text(acceptedAt)!,
  kind: verdictKind(one),
  latePercent: latePercentAt(rules, new Date(acceptedAt)),
});

const text = (at: string | null) => at && new Date(at).toISOString();
