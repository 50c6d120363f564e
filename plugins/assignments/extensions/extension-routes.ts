import { z } from 'zod';
import { redirect } from '#src/http/reply.ts';
import { get, idOf, post } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { assignmentPath, assignmentsPath } from '../paths.ts';
import { selectTaughtAssignment } from '../select-assignment.ts';
import { courseDates, dateField } from '../settings/course-dates.ts';
import { extensionsPage, extensionsView } from './extensions-page.ts';
import { giveExtension } from './give-extension.ts';
import { takeBackExtension } from './take-back-extension.ts';

const params = z.object({ id: idOf('assignment') });
const allow = (scope: Scope, { id }: z.output<typeof params>) => selectTaughtAssignment(scope, id);
const path = `${assignmentsPath}/:id/extensions`;

const ExtensionInput = z.object({
  userId: z.uuid().optional().describe('For one person; or `groupId`'),
  groupId: z.uuid().optional().describe('For everybody who is in the group at the time'),
  dueAt: dateField('When it is due for them'),
  lateUntil: dateField('Until when late work of theirs is taken; absent: moved along with the due date'),
  extraAttempts: z.int().min(0).max(1_000).default(0),
  extraMinutes: z.int().min(0).max(10_000).default(0),
  reason: z.string().trim().min(1).max(500),
});

/** More time or attempts than everybody has. */
export const extensionRoutes = [
  get(path, {
    summary: 'Who has more time or attempts for an assignment, why, and who gave it when',
    answer: extensionsView,
    params,
    allow,
    handle: async (scope, { row }) => extensionsPage(scope, row),
  }),

  post(path, {
    summary: 'Gives somebody more time or attempts, before or after the fact; grades are made anew by it',
    params,
    body: ExtensionInput,
    allow,
    async handle(scope, { row, body }) {
      const { userId = null, groupId = null, ...given } = body;
      const dates = courseDates(body, ['dueAt', 'lateUntil'], { timeZone: row.courseTimeZone });
      await giveExtension(scope, { ...given, ...dates, assignmentId: row.id, userId, groupId });
      return redirect(`${assignmentPath(row.id)}/extensions`, { said: 'assignments.extension.given' });
    },
    again: async (scope, { row }, form) => extensionsPage(scope, row, form),
  }),

  post(`${path}/return`, {
    summary: 'Takes back what was given to somebody; grades are made anew without it',
    params,
    body: z.object({ extensionId: z.uuid() }),
    allow,
    async handle(scope, { row, body: { extensionId } }) {
      await takeBackExtension(scope, { assignmentId: row.id, extensionId });
      return redirect(`${assignmentPath(row.id)}/extensions`, { said: 'assignments.extension.takenBack' });
    },
  }),
];
