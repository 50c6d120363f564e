import { auditSentences } from '#src/audit/audit-sentence.ts';

/** How our acts read in the audit. */
export const actSentences = auditSentences('courses', [
  'course.made',
  'course.attached',
  'course.detached',
  'course.changed',
  'course.groupsChanged',
  'course.joinCodeRenewed',
  'course.joinCodeClosed',
  'course.invited',
  'course.invitationRevoked',
  'course.joined',
  'course.left',
  'course.personOut',
  'course.personBack',
  'course.roleGiven',
]);
