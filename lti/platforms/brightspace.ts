import type { PlatformProfile } from './profile.ts';

/** Client assertions are addressed to one audience for all sites, which is not the token endpoint (D2L-01). */
export const brightspace: PlatformProfile = {
  family: 'desire2learn',
  name: 'Brightspace',
  mayChangeTarget: false,
  endpoints: {
    issuer: '{host}',
    authorizationEndpoint: '{host}/d2l/lti/authenticate',
    tokenEndpoint: 'https://auth.brightspace.com/core/connect/token',
    jwksUri: '{host}/d2l/.well-known/jwks',
  },
  gradebook: {
    // One who cannot be graded is refused in three ways (D2L-03).
    reasonOf: (status, words) =>
      [403, 404, 422].includes(status) && /user|learner|enrol/i.test(words) ? 'notEnrolled' : null,
  },
  tokenAudience: 'https://api.brightspace.com/auth/token',
  words: {
    byLink: ['lti.lms.brightspace.link.open', 'lti.lms.brightspace.link.paste', 'lti.lms.brightspace.link.finish'],
    byHand: 'lti.lms.brightspace.byHand',
    shown: 'lti.lms.brightspace.shown',
    tool: {
      domain: 'lti.lms.brightspace.tool.domain',
      redirect: 'lti.lms.brightspace.tool.redirect',
      login: 'lti.lms.brightspace.tool.login',
      target: 'lti.lms.brightspace.tool.target',
      keys: 'lti.lms.brightspace.tool.keys',
    },
    platform: {
      issuer: 'lti.lms.brightspace.platform.issuer',
      clientId: 'lti.lms.brightspace.platform.clientId',
      authorizationEndpoint: 'lti.lms.brightspace.platform.authorizationEndpoint',
      tokenEndpoint: 'lti.lms.brightspace.platform.tokenEndpoint',
      jwksUri: 'lti.lms.brightspace.platform.jwksUri',
      deploymentIds: 'lti.lms.brightspace.platform.deploymentIds',
    },
  },
};
