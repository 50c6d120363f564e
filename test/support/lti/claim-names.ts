const lti = (name: string) => `https://purl.imsglobal.org/spec/lti/claim/${name}`;
const membership = (name: string) => `http://purl.imsglobal.org/vocab/lis/v2/membership#${name}`;

/** The full names of the claims that tests change. */
export const claimNames = {
  messageType: lti('message_type'),
  version: lti('version'),
  deploymentId: lti('deployment_id'),
  targetLinkUri: lti('target_link_uri'),
  resourceLink: lti('resource_link'),
  roles: lti('roles'),
  context: lti('context'),
  custom: lti('custom'),
  forUser: lti('for_user'),
  launchPresentation: lti('launch_presentation'),
  toolPlatform: lti('tool_platform'),
  lis: lti('lis'),
  deepLinkingSettings: 'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings',
  namesRoleService: 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice',
  groupsService: 'https://purl.imsglobal.org/spec/lti-gs/claim/groupsservice',
  endpoint: 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint',
} as const;

export const roles = {
  instructor: membership('Instructor'),
  learner: membership('Learner'),
  teachingAssistant: 'http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#TeachingAssistant',
  learnerInstructor: 'http://purl.imsglobal.org/vocab/lis/v2/membership/Learner#Instructor',
  nonCreditLearner: 'http://purl.imsglobal.org/vocab/lis/v2/membership/Learner#NonCreditLearner',
  institutionInstructor: 'http://purl.imsglobal.org/vocab/lis/v2/institution/person#Instructor',
  institutionAdministrator: 'http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator',
  systemAdministrator: 'http://purl.imsglobal.org/vocab/lis/v2/system/person#Administrator',
  testUser: 'http://purl.imsglobal.org/vocab/lti/system/person#TestUser',
} as const;

export type Claims = Readonly<Record<string, unknown>>;
