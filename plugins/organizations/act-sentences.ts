import { auditSentences } from '#src/audit/audit-sentence.ts';

/** How our acts read in the audit. */
export const actSentences = auditSentences('organizations', [
  'member.rolesChanged',
  'member.suspended',
  'member.reactivated',
  'member.approved',
  'member.declined',
  'invitation.sent',
  'invitation.linkMade',
  'invitation.resent',
  'invitation.revoked',
  'invitation.accepted',
]);
