import type { PlatformProfile } from './profile.ts';

/** One client id for each tool configuration of a site; the deployment id is that configuration's number (MOO-01). */
export const moodle: PlatformProfile = {
  family: 'moodle',
  name: 'Moodle',
  mayChangeTarget: false,
  endpoints: {
    issuer: '{host}',
    authorizationEndpoint: '{host}/mod/lti/auth.php',
    tokenEndpoint: '{host}/mod/lti/token.php',
    jwksUri: '{host}/mod/lti/certs.php',
  },
  tokenAudience: null,
  afterRegistration: 'activate',
  gradebook: {
    // Anything but a final score wipes the grade that stands there (MOO-07).
    told: ['FullyGraded'],
    // Its timestamps are whole seconds (MOO-09).
    timestampStepMs: 1_001,
    capsScores: true,
    // A user who cannot be graded is answered with an empty list (MOO-10).
    reasonOf: (status, words) => (status === 400 && words === '[]' ? 'notEnrolled' : null),
  },
  words: {
    byLink: ['lti.lms.moodle.link.open', 'lti.lms.moodle.link.paste', 'lti.lms.moodle.link.finish'],
    byHand: 'lti.lms.moodle.byHand',
    shown: 'lti.lms.moodle.shown',
    tool: {
      target: 'lti.lms.moodle.tool.target',
      login: 'lti.lms.moodle.tool.login',
      redirect: 'lti.lms.moodle.tool.redirect',
      keys: 'lti.lms.moodle.tool.keys',
    },
    platform: {
      issuer: 'lti.lms.moodle.platform.issuer',
      clientId: 'lti.lms.moodle.platform.clientId',
      authorizationEndpoint: 'lti.lms.moodle.platform.authorizationEndpoint',
      tokenEndpoint: 'lti.lms.moodle.platform.tokenEndpoint',
      jwksUri: 'lti.lms.moodle.platform.jwksUri',
      deploymentIds: 'lti.lms.moodle.platform.deploymentIds',
    },
  },
};
