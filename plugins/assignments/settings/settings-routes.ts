import { z } from 'zod';
import { redirect } from '#src/http/reply.ts';
import { get, idOf, post } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { assignmentPath, assignmentsPath } from '../paths.ts';
import { selectTaughtAssignment, type AssignmentRow } from '../select-assignment.ts';
import { courseDates, windowDates } from './course-dates.ts';
import { editAssignment, type AssignmentEdit } from './edit-assignment.ts';
import { releaseGrades } from './release-grades.ts';
import { SettingsInput } from './settings-input.ts';
import { settingsPage, settingsView } from './settings-page.ts';

const params = z.object({ id: idOf('assignment') });
const allow = (scope: Scope, { id }: z.output<typeof params>) => selectTaughtAssignment(scope, id);
const path = `${assignmentsPath}/:id/settings`;

/** What those who teach in the course set. */
export const settingsRoutes = [
  get(path, {
    summary: 'Dates and rules of an assignment',
    answer: settingsView,
    params,
    allow,
    handle: async (scope, { row }) => settingsPage(scope, row),
  }),

  post(path, {
    summary: 'Sets dates and rules of an assignment; grades are made anew by them',
    params,
    body: SettingsInput,
    allow,
    async handle(scope, { row, body }) {
      await editAssignment(scope, editOf(row, body));
      return redirect(`${assignmentPath(row.id)}/settings`, { said: 'assignments.settings.said' });
    },
    again: async (scope, { row }, form) => settingsPage(scope, row, form),
  }),

  post(`${assignmentsPath}/:id/release`, {
    summary: 'Lets the LMS have the grades of an assignment that were kept back',
    params,
    body: z.object({}),
    allow,
    async handle(scope, { row }) {
      await releaseGrades(scope, row.id);
      return redirect(assignmentPath(row.id), { said: 'assignments.settings.released' });
    },
  }),
];

function editOf({ id, courseTimeZone: timeZone }: AssignmentRow, body: SettingsInput): AssignmentEdit {
  const { title = null, instructions = null, attempts = null, minutes = null, groupSet = null, ...rest } = body;
  const dates = courseDates(body, windowDates, { timeZone });
  return { ...rest, ...dates, assignmentId: id, title, instructions, attempts, minutes, groupSet };
}
