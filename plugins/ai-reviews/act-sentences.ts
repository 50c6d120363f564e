import { auditSentences } from '#src/audit/audit-sentence.ts';

/** How our acts read in the audit. */
export const actSentences = auditSentences('ai-reviews', ['ownModel.saved', 'ownModel.removed']);
