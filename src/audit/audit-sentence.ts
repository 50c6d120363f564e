import { extensionPoint, type Contribution } from '#src/extension.ts';

/** How an act reads in the audit: a text with {who} and {whom}. */
export interface AuditSentence {
  readonly action: string;
  readonly key: string;
}

export const auditSentence = extensionPoint<AuditSentence>('kernel.auditSentence');

/** The sentences of several acts, whose texts are `<owner>.audit.<action>`. An act without one is shown by its name. */
export const auditSentences = (owner: string, actions: readonly string[]): readonly Contribution<AuditSentence>[] =>
  actions.map((action) => auditSentence({ action, key: `${owner}.audit.${action}` }));
