import { addActivityByHand, addToolByHand } from './add-by-hand.ts';
import { courses } from './courses.ts';
import { allFailures, firstFailureSettings } from './failures.ts';
import { faceOfGradebook } from './gradebook/face-of-gradebook.ts';
import { activityPath, chooseLaunchPath, choosePath, launchPath } from './paths.ts';
import { people } from './people.ts';
import { rotate } from './platform-keys.ts';
import type { PracticeLms } from './practice-lms.ts';
import { beginRegistration } from './protocol/register.ts';
import { registerTool } from './register-tool.ts';
import { faceOfRoster } from './roster/face-of-roster.ts';
import type { Lms } from './state.ts';

/** What tests see of a state, and what they can do with it. */
export const faceOf = (lms: Lms): Omit<PracticeLms, 'close'> => ({
  address: lms.address,
  issuer: lms.issuer,
  people,
  courses,
  tools: lms.tools,
  activities: lms.activities,
  requests: lms.requests,
  seenRequests: lms.seenRequests,
  accessTokens: lms.accessTokens,
  revokeAccessTokens: () => lms.accessTokens.clear(),
  registerTool: (registrationUrl, options) => registerTool(lms, registrationUrl, options?.flavour ?? lms.flavour),
  registrationAddress: (registrationUrl, options) =>
    beginRegistration(lms, registrationUrl, options?.flavour ?? lms.flavour),
  addTool: (tool) => addToolByHand(lms, tool),
  addActivity: (activity) => addActivityByHand(lms, activity),
  activityPath,
  launchPath,
  choosePath,
  chooseLaunchPath,
  choices: lms.choices,
  choiceAnswers: lms.choiceAnswers,
  ...faceOfGradebook(lms),
  ...faceOfRoster(lms),
  ...switches(lms),
  changeClaims(change) {
    lms.changeClaims = change;
  },
  rotateKeys: async ({ forget = false } = {}) => {
    await rotate(lms.keys, { forget });
    await lms.save();
  },
});

const switches = ({
  failures,
  failureSettings,
}: Lms): Pick<PracticeLms, 'fail' | 'mend' | 'setFailures' | 'setSlowSeconds'> => ({
  fail(...switched) {
    for (const failure of switched) failures.add(failure);
  },
  mend(...switched) {
    for (const failure of switched.length > 0 ? switched : allFailures) failures.delete(failure);
    if (switched.length === 0) Object.assign(failureSettings, firstFailureSettings());
  },
  setFailures(settings) {
    Object.assign(failureSettings, settings);
  },
  setSlowSeconds(seconds) {
    failureSettings.slowSeconds = seconds;
  },
});
