const lti = 'https://purl.imsglobal.org/spec/lti';

/** Names of claims, as 1EdTech wrote them. */
export const claim = {
  messageType: `${lti}/claim/message_type`,
  version: `${lti}/claim/version`,
  deploymentId: `${lti}/claim/deployment_id`,
  targetLinkUri: `${lti}/claim/target_link_uri`,
  resourceLink: `${lti}/claim/resource_link`,
  context: `${lti}/claim/context`,
  roles: `${lti}/claim/roles`,
  custom: `${lti}/claim/custom`,
  lis: `${lti}/claim/lis`,
  ext: `${lti}/claim/ext`,
  toolPlatform: `${lti}/claim/tool_platform`,
  launchPresentation: `${lti}/claim/launch_presentation`,
  forUser: `${lti}/claim/for_user`,
  lti1p1: `${lti}/claim/lti1p1`,
  lti11LegacyUserId: `${lti}/claim/lti11_legacy_user_id`,
  basicOutcome: `${lti}-bo/claim/basicoutcome`,
  endpoint: `${lti}-ags/claim/endpoint`,
  namesRoleService: `${lti}-nrps/claim/namesroleservice`,
  groupsService: `${lti}-gs/claim/groupsservice`,
  deepLinkingSettings: `${lti}-dl/claim/deep_linking_settings`,
  contentItems: `${lti}-dl/claim/content_items`,
  deepLinkingData: `${lti}-dl/claim/data`,
  deepLinkingMessage: `${lti}-dl/claim/msg`,
  deepLinkingError: `${lti}-dl/claim/errormsg`,
  deepLinkingLog: `${lti}-dl/claim/log`,
  deepLinkingErrorLog: `${lti}-dl/claim/errorlog`,
  toolConfiguration: `${lti}-tool-configuration`,
  platformConfiguration: `${lti}-platform-configuration`,
} as const;

export const scope = {
  lineItem: `${lti}-ags/scope/lineitem`,
  lineItemReadonly: `${lti}-ags/scope/lineitem.readonly`,
  resultReadonly: `${lti}-ags/scope/result.readonly`,
  score: `${lti}-ags/scope/score`,
  memberships: `${lti}-nrps/scope/contextmembership.readonly`,
  groups: `${lti}-gs/scope/contextgroup.readonly`,
} as const;

export const scopes: readonly string[] = Object.values(scope);
