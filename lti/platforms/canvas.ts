import { canvasGradebook } from './canvas-gradebook.ts';
import type { PlatformProfile } from './profile.ts';

/** Every school of the cloud has the same issuer and endpoints; the deployment tells them apart (CAN-01, CAN-02). */
export const canvas: PlatformProfile = {
  family: 'canvas',
  name: 'Canvas',
  mayChangeTarget: false,
  endpoints: {
    issuer: 'https://canvas.instructure.com',
    authorizationEndpoint: 'https://sso.canvaslms.com/api/lti/authorize_redirect',
    tokenEndpoint: 'https://sso.canvaslms.com/login/oauth2/token',
    jwksUri: 'https://sso.canvaslms.com/api/lti/security/jwks',
  },
  tokenAudience: null,
  sharedIssuers: {
    issuers: [
      'https://canvas.instructure.com',
      'https://canvas.beta.instructure.com',
      'https://canvas.test.instructure.com',
    ],
    keyHosts: ['sso.canvaslms.com', 'sso.beta.canvaslms.com', 'sso.test.canvaslms.com'],
  },
  customParameters: {
    canvas_user_id: '$Canvas.user.id',
    canvas_login_id: '$Canvas.user.loginId',
    canvas_course_id: '$Canvas.course.id',
    canvas_assignment_id: '$Canvas.assignment.id',
    canvas_points_possible: '$Canvas.assignment.pointsPossible',
    canvas_due_at: '$Canvas.assignment.dueAt.iso8601',
    canvas_unlock_at: '$Canvas.assignment.unlockAt.iso8601',
    canvas_lock_at: '$Canvas.assignment.lockAt.iso8601',
    canvas_allowed_attempts: '$Canvas.assignment.allowedAttempts',
    canvas_masquerading_user_id: '$Canvas.masqueradingUser.id',
    canvas_post_message_token: '$com.instructure.PostMessageToken',
  },
  toolConfiguration: {
    'https://canvas.instructure.com/lti/privacy_level': 'public',
    'https://canvas.instructure.com/lti/tool_id': 'assay',
  },
  siteNameClaim: 'https://canvas.instructure.com/lti/account_name',
  afterRegistration: 'switchOn',
  gradebook: canvasGradebook,
  words: {
    byLink: ['lti.lms.canvas.link.open', 'lti.lms.canvas.link.paste', 'lti.lms.canvas.link.finish'],
    byHand: 'lti.lms.canvas.byHand',
    shown: 'lti.lms.canvas.shown',
    tool: {
      config: 'lti.lms.canvas.tool.config',
      redirect: 'lti.lms.canvas.tool.redirect',
      target: 'lti.lms.canvas.tool.target',
      login: 'lti.lms.canvas.tool.login',
      keys: 'lti.lms.canvas.tool.keys',
    },
    platform: {
      issuer: 'lti.lms.canvas.platform.issuer',
      clientId: 'lti.lms.canvas.platform.clientId',
      authorizationEndpoint: 'lti.lms.canvas.platform.authorizationEndpoint',
      tokenEndpoint: 'lti.lms.canvas.platform.tokenEndpoint',
      jwksUri: 'lti.lms.canvas.platform.jwksUri',
      deploymentIds: 'lti.lms.canvas.platform.deploymentIds',
    },
  },
};
