import { definePlugin } from '#src/plugin.ts';
import { LtiContext } from './lti-context.entity.ts';
import { LtiDeployment } from './deployment.entity.ts';
import { LtiLaunchRecord } from './launch-record.entity.ts';
import { LtiLogin } from './login.entity.ts';
import { LtiMembership } from './membership.entity.ts';
import { LtiPendingDeployment } from './pending-deployment.entity.ts';
import { LtiPlatform } from './platform.entity.ts';
import { LtiRegistration } from './registration.entity.ts';
import { LtiRegistrationInvitation } from './registration-invitation.entity.ts';
import { LtiResourceLink } from './resource-link.entity.ts';
import { LtiToolKey } from './tool-key.entity.ts';

import { lmsInvitation } from '#src/demo/open-demo-lms.ts';
import { inviteLms } from './operations/invite-lms.ts';
import { actSentences } from './act-sentences.ts';
import { deploymentCommands } from './commands/deployment-commands.ts';
import { platformCommands } from './commands/platform-commands.ts';
import { invitationRoutes } from './admin/invitation-routes.ts';
import { adminLaunchRoutes } from './admin/launch-routes.ts';
import { adminPlaces } from './admin/places.ts';
import { platformRoutes } from './admin/platform-routes.ts';
import { registrationRoutes } from './admin/registration-routes.ts';
import { deploymentFrames } from './frames.ts';
import { rotateKeys, sweepLaunchRecords, sweepLogins } from './jobs.ts';
import { keysRoute } from './keys/keys-route.ts';
import { launchRoutes } from './launches/launch-routes.ts';
import { launchedRoute } from './launches/launched-route.ts';
import { loginRoutes } from './launches/login-routes.ts';
import { canvasConfigurationRoute } from './registration/canvas-configuration.ts';
import { registerRoute } from './registration/register-route.ts';
import { keyRoutes } from './operator/key-routes.ts';
import { operatorLaunchRoutes } from './operator/launch-routes.ts';
import { operatorPlaces } from './operator/places.ts';
import { registrationRoutes as operatorRegistrationRoutes } from './operator/registration-routes.ts';

export default definePlugin({
  name: 'lti',
  folder: 'lti',
  entities: [
    LtiPlatform,
    LtiRegistration,
    LtiDeployment,
    LtiPendingDeployment,
    LtiLogin,
    LtiToolKey,
    LtiContext,
    LtiResourceLink,
    LtiMembership,
    LtiLaunchRecord,
    LtiRegistrationInvitation,
  ],
  routes: [
    ...loginRoutes,
    ...launchRoutes,
    launchedRoute,
    keysRoute,
    registerRoute,
    canvasConfigurationRoute,
    ...platformRoutes,
    ...invitationRoutes,
    ...registrationRoutes,
    ...adminLaunchRoutes,
    ...operatorRegistrationRoutes,
    ...operatorLaunchRoutes,
    ...keyRoutes,
  ],
  jobs: [rotateKeys, sweepLogins, sweepLaunchRecords],
  commands: [...platformCommands, ...deploymentCommands],
  contributes: [deploymentFrames, lmsInvitation(inviteLms), ...actSentences, ...adminPlaces, ...operatorPlaces],
});
