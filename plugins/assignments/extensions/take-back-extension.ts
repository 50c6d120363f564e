import { audit } from '#src/audit/audit.ts';
import type { Scope } from '#src/scope/scope.ts';
import { assignmentChanged } from '../assignment-changed.ts';

/** From now on it counts no more, also for work that was handed in because of it; it stays for the record. */
export const takeBackExtension = (
  scope: Scope,
  { assignmentId, extensionId }: { readonly assignmentId: string; readonly extensionId: string },
): Promise<void> =>
  scope.transaction(async (inside) => {
    const { em, actor, organization } = inside;
    const taken = await em.execute<object[]>(
      `update assignment_extension set taken_back_at = now(), taken_back_by_id = ?
        where organization_id = ? and id = ? and assignment_id = ? and taken_back_at is null returning id`,
      [actor.kind === 'user' ? actor.id : null, organization.id, extensionId, assignmentId],
    );
    if (taken.length === 0) return;
    await inside.emit(assignmentChanged, { assignmentId });
    const target = { type: 'assignment', id: assignmentId };
    inside.afterCommit(() => audit(inside, { action: 'assignment.extensionTakenBack', target }));
  });
