import { z } from 'zod';
import { Workspace } from '#plugins/submissions';
import { view } from '#src/views.ts';
import { policies } from '../assignment.entity.ts';
import { AttemptFields } from './attempt-fields.ts';
import { ProblemFields } from './problem-fields.ts';
import { TimingFields } from '../timing/timing-fields.ts';
import { TermFields } from './term-fields.ts';
import { WindowFields } from './window-fields.ts';

/** An assignment with one of its problems. */
export const assignmentView = view(
  'assignments/show',
  WindowFields.extend({
    ...AttemptFields.shape,
    ...TermFields.shape,
    id: z.uuid(),
    title: z.string(),
    courseId: z.uuid(),
    courseTitle: z.string().nullable(),
    isTestUser: z.boolean(),
    /** Markdown; null for learners as long as there is no `work`. */
    instructions: z.string().nullable(),
    /** From when somebody begins; null without a limit. */
    minutes: z.int().nullable(),
    isOptional: z.boolean(),
    policy: z.enum(policies),
    points: z.number(),
    problems: z.array(ProblemFields),
    problemId: z.uuid(),
    /** Null for those who teach, and where there is no limit. */
    timing: TimingFields.nullable(),
    /** Those who teach look at it as their learners do: nothing is started. */
    isPreview: z.boolean(),
    /** Null for learners before it opens or before they begin, and where those who teach look at it as a whole. */
    work: Workspace.nullable(),
    live: z.string(),
    panels: z.array(z.object({ name: z.string(), template: z.string(), data: z.unknown() })),
  }),
);
