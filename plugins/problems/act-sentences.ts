import { auditSentences } from '#src/audit/audit-sentence.ts';

/** How our acts read in the audit. */
export const actSentences = auditSentences('problems', [
  'problem.testsRead',
  'problem.exported',
  'problem.published',
  'problem.revised',
  'problem.removed',
  'problem.restored',
  'topic.renamed',
  'topic.removed',
]);
