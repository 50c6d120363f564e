import { z } from 'zod';
import { versionField } from '#src/http/stale-save/versioned.ts';
import { gradeReleases, policies } from '../assignment.entity.ts';
import { dateField } from './course-dates.ts';

/** Dates and rules of an assignment, as a form or a program sends them. */
export const SettingsInput = z.object({
  version: versionField,
  title: z.string().trim().min(1).max(255).optional().describe('Only where no link of an LMS gives it its title'),
  instructions: z.string().trim().max(20_000).optional().describe('Markdown, above the problems'),
  releaseAt: dateField('When learners see it'),
  dueAt: dateField('When work is due'),
  lateUntil: dateField('Until when late work is taken'),
  latePercentPerDay: z.number().min(0).max(100).default(0),
  attempts: z.int().min(1).max(1_000).optional().describe('For each problem; absent for as many as one likes'),
  minutes: z
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .describe('From when somebody begins until they end; absent for no limit'),
  policy: z.enum(policies).default('best'),
  gradeRelease: z.enum(gradeReleases).default('auto'),
  isOptional: z.boolean().default(false),
  groupSet: z
    .string()
    .max(255)
    .optional()
    .describe('The groups that hand in together; absent where everybody is alone'),
});
export type SettingsInput = z.output<typeof SettingsInput>;
