import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page } from '#src/http/reply.ts';
import { emptyForm, type FormState } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { coursesPath } from '../course-views.ts';
import type { CourseRow } from '../select-course.ts';
import { givenRoles, type GivenRole } from './invite-people.ts';

export const enrollingView = view(
  'courses/enrolling/show',
  z.object({
    courseId: z.uuid(),
    courseTitle: z.string().nullable(),
    /** Null where nobody may join by a code. */
    joinCode: z.string().nullable(),
    joinUrl: z.url().nullable(),
    roles: z.array(z.enum(givenRoles)),
    invitations: z.array(
      z.object({
        id: z.uuid(),
        email: z.string(),
        role: z.enum(givenRoles),
        expiresAt: z.iso.datetime(),
        isOver: z.boolean(),
      }),
    ),
    form: FormFields,
  }),
);

const query = `
  select id, email, role, expires_at as "expiresAt" from course_invitation
  where organization_id = ? and course_id = ? and accepted_at is null order by created_at desc, id limit 200`;

interface Waiting {
  readonly id: string;
  readonly email: string;
  readonly role: GivenRole;
  readonly expiresAt: string;
}

/** How people come into a course that was made here. */
export async function enrollingPage(scope: Scope, course: CourseRow, form: FormState = emptyForm) {
  const { em, organization } = scope;
  const waiting = await em.execute<Waiting[]>(query, [organization.id, course.id]);
  const [row] = await em.execute<{ code: string | null }[]>(
    'select join_code as code from course where organization_id = ? and id = ?',
    [organization.id, course.id],
  );
  const joinCode = row?.code ?? null;
  const data = {
    courseId: course.id,
    courseTitle: course.title,
    joinCode: joinCode && `${joinCode.slice(0, 5)}-${joinCode.slice(5)}`,
    joinUrl: joinCode && scope.url(`${coursesPath}/join?code=${joinCode}`),
    roles: [...givenRoles],
    invitations: waiting.map(({ expiresAt, ...invitation }) => ({
      ...invitation,
      expiresAt: new Date(expiresAt).toISOString(),
      isOver: new Date(expiresAt) <= scope.now(),
    })),
    form: formFields(form, { role: 'learner' }),
  };
  return page(enrollingView, data);
}
