import type { PlatformProfile } from './profile.ts';

/** Registered once in the developer portal and deployed by each site (BB-01, BB-02); `{clientId}` is the application's id. */
export const blackboard: PlatformProfile = {
  family: 'blackboardlearn',
  name: 'Blackboard',
  mayChangeTarget: false,
  endpoints: {
    issuer: 'https://blackboard.com',
    authorizationEndpoint: 'https://developer.blackboard.com/api/v1/gateway/oidcauth',
    tokenEndpoint: 'https://developer.blackboard.com/api/v1/gateway/oauth2/jwttoken',
    jwksUri: 'https://developer.blackboard.com/api/v1/management/applications/{clientId}/jwks.json',
  },
  tokenAudience: null,
  gradebook: {
    hasCommentOfOne: false,
    reasonOf: (status, words) => (status === 400 && /user could not be found/i.test(words) ? 'notEnrolled' : null),
  },
  words: {
    byLink: null,
    noLink: 'lti.lms.blackboard.noLink',
    byHand: 'lti.lms.blackboard.byHand',
    shown: 'lti.lms.blackboard.shown',
    tool: {
      login: 'lti.lms.blackboard.tool.login',
      redirect: 'lti.lms.blackboard.tool.redirect',
      keys: 'lti.lms.blackboard.tool.keys',
      target: 'lti.lms.blackboard.tool.target',
    },
    platform: {
      issuer: 'lti.lms.blackboard.platform.issuer',
      clientId: 'lti.lms.blackboard.platform.clientId',
      authorizationEndpoint: 'lti.lms.blackboard.platform.authorizationEndpoint',
      tokenEndpoint: 'lti.lms.blackboard.platform.tokenEndpoint',
      jwksUri: 'lti.lms.blackboard.platform.jwksUri',
      deploymentIds: 'lti.lms.blackboard.platform.deploymentIds',
    },
  },
};
