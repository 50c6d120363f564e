import { randomInt } from 'node:crypto';
import { audit } from '#src/audit/audit.ts';
import type { Scope } from '#src/scope/scope.ts';

/** Letters and digits that nobody takes for each other. */
const signs = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const length = 10;

/** Gives a course a new code, by which students join; the former one, if there was one, leads nowhere then. */
export async function renewJoinCode(scope: Scope, courseId: string): Promise<void> {
  const joinCode = Array.from({ length }, () => signs[randomInt(signs.length)]).join('');
  await setJoinCode(scope, courseId, { joinCode, action: 'course.joinCodeRenewed' });
}

/** From then on nobody joins by a code. */
export const closeJoinCode = (scope: Scope, courseId: string): Promise<void> =>
  setJoinCode(scope, courseId, { joinCode: null, action: 'course.joinCodeClosed' });

interface Change {
  readonly joinCode: string | null;
  readonly action: string;
}

const setJoinCode = (scope: Scope, courseId: string, { joinCode, action }: Change) =>
  scope.transaction(async (inside) => {
    // Not what people edit, so that whoever has the settings before them may still save them.
    const { id: organizationId } = inside.organization;
    await inside.em.execute('update course set join_code = ? where organization_id = ? and id = ?', [
      joinCode,
      organizationId,
      courseId,
    ]);
    inside.afterCommit(() => audit(inside, { action, target: { type: 'course', id: courseId } }));
  });

/** As people type it: in small letters, with spaces or lines in between. */
export const readJoinCode = (typed: string): string => typed.toUpperCase().replaceAll(/[\s-]/g, '');
