/** The last word of the key of what a message asks for that we know and do not take (`lti.refused.about.…`). */
export const messageWords: Readonly<Record<string, string>> = {
  LtiContextLaunchRequest: 'course',
  LtiDataPrivacyLaunchRequest: 'privacy',
  DataPrivacyLaunchRequest: 'privacy',
  LtiEulaRequest: 'terms',
  LtiReportReviewRequest: 'report',
  LtiAssetProcessorSettingsRequest: 'assets',
  LtiStartProctoring: 'proctoring',
  LtiStartAssessment: 'proctoring',
  LtiEndAssessment: 'proctoring',
};
