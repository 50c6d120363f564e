const lti = (name: string) => `https://purl.imsglobal.org/spec/lti/claim/${name}`;

/** Claims of an id_token as the standard names them (Core 5.3 and 5.4, Deep Linking 4.4, AGS 3.1, NRPS, Submission Review). */
export const claimNames = {
  messageType: lti('message_type'),
  version: lti('version'),
  deploymentId: lti('deployment_id'),
  targetLinkUri: lti('target_link_uri'),
  resourceLink: lti('resource_link'),
  roles: lti('roles'),
  context: lti('context'),
  toolPlatform: lti('tool_platform'),
  launchPresentation: lti('launch_presentation'),
  custom: lti('custom'),
  lis: lti('lis'),
  forUser: lti('for_user'),
  deepLinkingSettings: 'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings',
  endpoint: 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint',
  groupsService: 'https://purl.imsglobal.org/spec/lti-gs/claim/groupsservice',
  namesRoleService: 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice',
} as const;

export const messageTypes = {
  resourceLink: 'LtiResourceLinkRequest',
  deepLinking: 'LtiDeepLinkingRequest',
  submissionReview: 'LtiSubmissionReviewRequest',
} as const;

/** Messages of the family that we know and do not take: they get an answer that names them (Core 4.3.1). */
export const otherMessageTypes: readonly string[] = [
  'LtiContextLaunchRequest',
  'LtiDataPrivacyLaunchRequest',
  'DataPrivacyLaunchRequest',
  'LtiEulaRequest',
  'LtiReportReviewRequest',
  'LtiAssetProcessorSettingsRequest',
  'LtiStartProctoring',
  'LtiStartAssessment',
  'LtiEndAssessment',
];
