import type { InstallationScope, Scope } from '#src/scope/scope.ts';
import { accountable } from '#src/scope/actor.ts';
import { AuditEntry } from './audit-entry.entity.ts';

export interface Act {
  /** `noun.pastParticiple`. */
  readonly action: string;
  readonly target?: { readonly type: string; readonly id: string };
  /** What was changed, without secrets. */
  readonly payload?: Record<string, unknown>;
}

/**
 * Remembers an act for ever, with who did it and from where. Written in a transaction of its own, so that an
 * attempt which was refused, and so rolled back, is remembered too.
 */
export async function audit(scope: Scope | InstallationScope, act: Act): Promise<void> {
  const { origin, actor } = scope;
  const visit = 'ip' in origin ? { ipAddress: origin.ip, userAgent: origin.userAgent } : {};
  await scope.record(AuditEntry as never, {
    actorKind: actor.kind,
    actorId: accountable(actor),
    action: act.action,
    targetType: act.target?.type ?? null,
    targetId: act.target?.id ?? null,
    payload: act.payload ?? {},
    requestId: origin.requestId,
    ...visit,
  });
}
