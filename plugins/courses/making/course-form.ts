import { z } from 'zod';
import { invalid } from '#src/errors.ts';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page } from '#src/http/reply.ts';
import { emptyForm, type FormState } from '#src/http/route.ts';
import { versionField } from '#src/http/stale-save/versioned.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import type { CourseRow } from '../select-course.ts';

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone.includes('/'))];
const zoneChoices = zones.map((zone) => ({ value: zone, label: zone }));

export const CourseInput = z.object({
  title: z.string().trim().min(1).max(200),
  description: z.string().trim().max(20_000).optional().describe('Markdown'),
  timeZone: z.string().max(100).describe('IANA name, in which dates of the course are meant'),
});

export const CourseChanges = CourseInput.partial({ title: true }).extend({
  version: versionField,
  isActive: z.boolean().default(false),
});

/** Throws DomainError `invalid` for a zone that there is not. */
export function zoneOf(timeZone: string): string {
  if (!zones.includes(timeZone)) throw invalid({ field: 'timeZone', key: 'kernel.error.timeZone' });
  return timeZone;
}

const zoneFields = { timeZones: z.array(z.object({ value: z.string(), label: z.string() })), form: FormFields };

export const newCourseView = view('courses/making/new', z.object(zoneFields));

export const settingsView = view(
  'courses/making/settings',
  z.object({
    ...zoneFields,
    courseId: z.uuid(),
    courseTitle: z.string().nullable(),
    /** An LMS says how it is called. */
    isOfLms: z.boolean(),
    version: z.int(),
    /** Of a save that came too late: what stands there now, by field. */
    standing: z.array(z.object({ field: z.string(), text: z.string() })),
  }),
);

export const newCoursePage = ({ timeZone }: Scope, form: FormState = emptyForm) =>
  page(newCourseView, { timeZones: zoneChoices, form: formFields(form, { timeZone }) });

export function settingsPage(course: CourseRow, form: FormState = emptyForm) {
  const { id, title, description, timeZone, isActive, isOfLms, version } = course;
  const data = {
    timeZones: zoneChoices,
    courseId: id,
    courseTitle: title,
    isOfLms,
    version: form.stale?.version ?? version,
    standing: Object.entries(form.stale?.standing ?? {}).map(([field, value]) => ({
      field,
      text: String((value as string | boolean | null) ?? '–'),
    })),
    form: formFields(form, { title, description, timeZone, isActive }),
  };
  return page(settingsView, data);
}
