import { auditSentences } from '#src/audit/audit-sentence.ts';

/** How our acts read in the audit. */
export const actSentences = auditSentences('assignments', [
  'assignment.changed',
  'assignment.extensionGiven',
  'assignment.extensionTakenBack',
  'assignment.gradesReleased',
  'assignment.problemsChanged',
  'assignment.startSetBack',
]);
