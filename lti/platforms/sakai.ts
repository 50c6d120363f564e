import type { PlatformProfile } from './profile.ts';

/** Registers by itself; for registration by hand its page shows each address (SAK-01). */
export const sakai: PlatformProfile = {
  family: 'sakai',
  name: 'Sakai',
  mayChangeTarget: false,
  endpoints: {
    issuer: '{host}',
    authorizationEndpoint: '{host}/imsoidc/lti13/oidc_auth',
    tokenEndpoint: '{host}/imsblis/lti13/token',
    jwksUri: '{host}/imsblis/lti13/keyset',
  },
  tokenAudience: null,
  words: {
    byLink: ['lti.lms.sakai.link.open', 'lti.lms.sakai.link.paste'],
    byHand: 'lti.lms.sakai.byHand',
    shown: 'lti.lms.sakai.shown',
    tool: {
      target: 'lti.lms.sakai.tool.target',
      login: 'lti.lms.sakai.tool.login',
      redirect: 'lti.lms.sakai.tool.redirect',
      keys: 'lti.lms.sakai.tool.keys',
    },
    platform: {
      issuer: 'lti.lms.sakai.platform.issuer',
      clientId: 'lti.lms.sakai.platform.clientId',
      authorizationEndpoint: 'lti.lms.sakai.platform.authorizationEndpoint',
      tokenEndpoint: 'lti.lms.sakai.platform.tokenEndpoint',
      jwksUri: 'lti.lms.sakai.platform.jwksUri',
      deploymentIds: 'lti.lms.sakai.platform.deploymentIds',
    },
  },
};
