import { Assignment, assignmentChanged } from '#plugins/assignments';
import { audit } from '#src/audit/audit.ts';
import { refuseStale } from '#src/http/stale-save/refuse-stale.ts';
import type { Scope } from '#src/scope/scope.ts';
import { forgetOffer } from '../asking/offers-hints.ts';
import { HintRules } from '../hint-rules.entity.ts';

export interface HintRulesForm {
  /** Of the row that the person had before them; 0 where there was none. */
  readonly version: number;
  readonly hints: number;
  readonly percent: number;
}

const fields = ['hints', 'percent'] as const;

/**
 * Says how many hints an assignment gives and what they take; every grade of it is then made anew. Throws DomainError `conflict`
 * with both texts where somebody else saved meanwhile.
 */
export const saveHintRules = (scope: Scope, assignmentId: string, form: HintRulesForm): Promise<void> =>
  scope.transaction(async (inside) => {
    const { em } = inside;
    const { hints, percent } = form;
    const row = await em.findOne(HintRules, { assignment: assignmentId });
    if (row) {
      refuseStale(row, form, fields);
      em.assign(row, { hints, percent });
    } else em.create(HintRules, { assignment: em.getReference(Assignment, assignmentId), hints, percent } as never);
    await em.flush();
    await inside.emit(assignmentChanged, { assignmentId });
    forgetOffer(inside, assignmentId);
    const target = { type: 'assignment', id: assignmentId };
    inside.afterCommit(() => audit(inside, { action: 'assignment.hintsChanged', target }));
  });
