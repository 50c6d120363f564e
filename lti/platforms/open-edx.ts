import type { PlatformProfile } from './profile.ts';

/** A client id for each block; before 11.0.1 deep linking sent another target in the token than in the login (EDX-01, EDX-06). */
export const openEdx: PlatformProfile = {
  family: 'openedx',
  name: 'Open edX',
  mayChangeTarget: true,
  endpoints: {
    issuer: '{host}',
    authorizationEndpoint: '{host}/api/lti_consumer/v1/launch/',
    tokenEndpoint: '{host}/api/lti_consumer/v1/token/{clientId}',
    jwksUri: '{host}/api/lti_consumer/v1/public_keysets/{clientId}',
  },
  tokenAudience: null,
  gradebook: {
    hasWholeMaximum: true,
    capsScores: true,
    hidesZero: true,
    // It says `timestamp` in the problem's own field (EDX-07).
    reasonOf: (status, words) => (status === 400 && /timestamp/i.test(words) ? 'olderTimestamp' : null),
  },
  words: {
    byLink: null,
    noLink: 'lti.lms.openEdx.noLink',
    byHand: 'lti.lms.openEdx.byHand',
    shown: 'lti.lms.openEdx.shown',
    tool: {
      target: 'lti.lms.openEdx.tool.target',
      login: 'lti.lms.openEdx.tool.login',
      redirect: 'lti.lms.openEdx.tool.redirect',
      keys: 'lti.lms.openEdx.tool.keys',
    },
    platform: {
      issuer: 'lti.lms.openEdx.platform.issuer',
      clientId: 'lti.lms.openEdx.platform.clientId',
      authorizationEndpoint: 'lti.lms.openEdx.platform.authorizationEndpoint',
      tokenEndpoint: 'lti.lms.openEdx.platform.tokenEndpoint',
      jwksUri: 'lti.lms.openEdx.platform.jwksUri',
      deploymentIds: 'lti.lms.openEdx.platform.deploymentIds',
    },
  },
};
