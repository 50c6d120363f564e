import { audit } from '#src/audit/audit.ts';
import type { Operator } from '#src/people/operator.entity.ts';
import type { InstallationScope } from '#src/scope/scope.ts';
import { OperatorSession } from './operator-session.entity.ts';
import { newSession } from './session-fields.ts';
import type { Visit } from './visit.ts';

export interface StartedOperatorSession {
  /** `ao_…`, to be handed to its owner once. */
  readonly token: string;
  readonly session: OperatorSession;
}

/** Opens a session of somebody who runs the installation, in the open transaction; it lasts as long as everybody's. */
export async function startOperatorSession(
  scope: InstallationScope,
  operator: Operator,
  visit: Visit,
): Promise<StartedOperatorSession> {
  const { token, fields } = newSession('ao', scope.now(), visit);
  const session = scope.em.create(OperatorSession, { ...fields, operator });
  await scope.em.flush();
  scope.afterCommit(() =>
    audit(scope, {
      action: 'session.started',
      target: { type: 'operator', id: operator.id },
      payload: { session: session.id },
    }),
  );
  return { token, session };
}
