import { auditSentences } from '#src/audit/audit-sentence.ts';

/** Acts of this plugin that people read about in the audit. */
export const actSentences = auditSentences('lti', [
  'lmsInvitation.created',
  'lmsInvitation.withdrawn',
  'ltiDeployment.approved',
  'ltiDeployment.resumed',
  'ltiDeployment.suspended',
  'ltiRegistration.created',
  'ltiScores.compared',
  'ltiScores.kept',
  'ltiScores.replaced',
  'ltiScores.resent',
  'ltiSelfTest.started',
  'ltiTestScore.sent',
  'ltiTestScore.takenBack',
  'rosterMembers.removed',
  'toolKey.rotated',
]);
