import { z } from 'zod';
import { endedKinds } from '#plugins/submissions';
import { FormFields } from '#src/http/form-fields.ts';
import { PagerFields, SortField } from '#src/http/list/list-schemas.ts';
import { view } from '#src/views.ts';
import { LmsFields } from '../lms/lms-columns.ts';
import { ClassFigures } from './class-figures.ts';
import { ClassNews } from './class-topic.ts';
import { studentStates } from './student-columns.ts';

const Student = z.object({
  id: z.uuid(),
  name: z.string(),
  state: z.enum(studentStates),
  attempts: z.int(),
  waiting: z.int(),
  lastAt: z.iso.datetime().nullable(),
  points: z.number().nullable(),
  maximum: z.number().nullable(),
  latePercent: z.number(),
  isOverridden: z.boolean(),
  isAdjusted: z.boolean(),
  submissionId: z.uuid().nullable(),
  bestId: z.uuid().nullable(),
  /** In the order of the problem's tests, of the best attempt. */
  tests: z.array(z.enum(endedKinds)),
  lms: LmsFields,
});

export const classView = view(
  'grading/students',
  PagerFields.extend(ClassNews.shape).extend({
    assignmentId: z.uuid(),
    title: z.string(),
    courseId: z.uuid(),
    courseTitle: z.string().nullable(),
    rows: z.array(Student),
    sorts: z.object({ state: SortField, name: SortField, points: SortField, attempts: SortField, last: SortField }),
    /** Of the problem whose tests are shown. */
    tests: z.array(z.object({ id: z.string(), number: z.int(), name: z.string().nullable() })),
    problemId: z.uuid(),
    problems: z.array(z.object({ title: z.string(), position: z.int(), path: z.string(), isCurrent: z.boolean() })),
    /** By which the class is narrowed at one click. */
    chips: z.array(
      z.object({ state: z.enum([...studentStates, 'all']), count: z.int(), path: z.string(), isCurrent: z.boolean() }),
    ),
    figures: ClassFigures,
    form: FormFields,
    groups: z.array(z.object({ value: z.uuid(), label: z.string() })),
    lmsFilters: z.array(z.string()),
    hasColumn: z.boolean(),
    reconciledAt: z.iso.datetime().nullable(),
    isNarrowed: z.boolean(),
    live: z.string(),
  }),
);
