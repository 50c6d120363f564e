import { definePlugin } from '#src/plugin.ts';
import { LtiAccessToken } from './access-token.entity.ts';
import { LtiContext } from './lti-context.entity.ts';
import { LtiDeepLink } from './deep-link.entity.ts';
import { LtiDeployment } from './deployment.entity.ts';
import { LtiLaunchRecord } from './launch-record.entity.ts';
import { LtiLineItem } from './line-item.entity.ts';
import { LtiLogin } from './login.entity.ts';
import { LtiMembership } from './membership.entity.ts';
import { LtiPendingDeployment } from './pending-deployment.entity.ts';
import { LtiPlatform } from './platform.entity.ts';
import { LtiGroup } from './roster/group.entity.ts';
import { LtiRoster } from './roster/roster.entity.ts';
import { LtiRegistration } from './registration.entity.ts';
import { LtiRegistrationInvitation } from './registration-invitation.entity.ts';
import { LtiResourceLink } from './resource-link.entity.ts';
import { LtiScore } from './score.entity.ts';
import { LtiScoreEvent } from './score-event.entity.ts';
import { LtiTestScore } from './test-score.entity.ts';
import { LtiSelfTest } from './self-test.entity.ts';
import { LtiToolKey } from './tool-key.entity.ts';

import { lmsInvitation } from '#src/demo/open-demo-lms.ts';
import { inviteLms } from './operations/invite-lms.ts';
import { actSentences } from './act-sentences.ts';
import { deploymentCommands } from './commands/deployment-commands.ts';
import { platformCommands } from './commands/platform-commands.ts';
import { scoreCommands } from './commands/score-commands.ts';
import { invitationRoutes } from './admin/invitation-routes.ts';
import { adminLaunchRoutes } from './admin/launch-routes.ts';
import { adminPlaces } from './admin/places.ts';
import { platformRoutes } from './admin/platform-routes.ts';
import { registrationRoutes } from './admin/registration-routes.ts';
import { deepLinkRoutes } from './deep-linking/deep-link-routes.ts';
import { deepLinkTarget } from './deep-linking/keep-deep-link.ts';
import { sweepDeepLinks } from './deep-linking/sweep-deep-links.ts';
import { deploymentFrames } from './frames.ts';
import { readRosterJob, readRosters } from './roster/roster-jobs.ts';
import { rotateKeys, sweepLaunchRecords, sweepLogins } from './jobs.ts';
import { reviewLaunches } from './review/review.ts';
import { keysRoute } from './keys/keys-route.ts';
import { launchRoutes } from './launches/launch-routes.ts';
import { launchedRoute } from './launches/launched-route.ts';
import { loginRoutes } from './launches/login-routes.ts';
import { reconcileAll, reconcileJob, releaseColumnJob } from './scores/line-item-jobs.ts';
import { columnTopic } from './scores/pages/column-counts.ts';
import { columnRoutes } from './scores/pages/column-routes.ts';
import { scorePlaces } from './scores/pages/places.ts';
import { scoreRoutes } from './scores/pages/score-routes.ts';
import { testRoutes } from './scores/pages/test-routes.ts';
import { deliverScoreJob, scorePreview } from './scores/score-jobs.ts';
import { canvasConfigurationRoute } from './registration/canvas-configuration.ts';
import { registerRoute } from './registration/register-route.ts';
import { keyRoutes } from './operator/key-routes.ts';
import { operatorLaunchRoutes } from './operator/launch-routes.ts';
import { operatorPlaces } from './operator/places.ts';
import { registrationRoutes as operatorRegistrationRoutes } from './operator/registration-routes.ts';
import { selfTestJob, selfTestPreview } from './self-test/self-test-job.ts';
import { selfTestTopic } from './self-test/self-test-progress.ts';
import { selfTestRoutes } from './self-test/self-test-routes.ts';

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
    LtiAccessToken,
    LtiContext,
    LtiResourceLink,
    LtiDeepLink,
    LtiMembership,
    LtiRoster,
    LtiGroup,
    LtiLaunchRecord,
    LtiRegistrationInvitation,
    LtiLineItem,
    LtiScore,
    LtiScoreEvent,
    LtiTestScore,
    LtiSelfTest,
  ],
  routes: [
    ...loginRoutes,
    ...launchRoutes,
    ...deepLinkRoutes,
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
    ...columnRoutes,
    ...scoreRoutes,
    ...testRoutes,
    ...selfTestRoutes,
  ],
  jobs: [
    rotateKeys,
    sweepLogins,
    sweepLaunchRecords,
    sweepDeepLinks,
    selfTestJob,
    deliverScoreJob,
    reconcileJob,
    reconcileAll,
    releaseColumnJob,
    readRosterJob,
    readRosters,
  ],
  commands: [...platformCommands, ...deploymentCommands, ...scoreCommands],
  contributes: [
    deploymentFrames,
    deepLinkTarget,
    reviewLaunches,
    scorePreview,
    lmsInvitation(inviteLms),
    ...actSentences,
    ...adminPlaces,
    ...operatorPlaces,
    ...scorePlaces,
    columnTopic,
    selfTestTopic,
    selfTestPreview,
  ],
});
