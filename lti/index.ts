/** What plugins may use of LTI. */
export { launchListener, launchTarget, type Launch } from './launch.ts';
export {
  deepLinkItem,
  type DeepLinkChoice,
  type DeepLinkKind,
  type DeepLinkPlace,
  type DeepLinkSearch,
} from './deep-link-item.ts';
export { deepLinkPicker } from './deep-linking/deep-link-picker.ts';
export { answerWithLinks, type ChosenLink } from './deep-linking/answer-deep-link.ts';
export { answerPage, answerView } from './deep-linking/answer-view.ts';
export { deepLinksPath } from './deep-linking/keep-deep-link.ts';
export { overPage } from './deep-linking/over-view.ts';
export { selectDeepLink, type DeepLinkRow } from './deep-linking/select-deep-link.ts';
export { chosenItem } from './deep-linking/chosen-item.ts';
export { courseRoleOf, type CourseRole } from './roles.ts';
export { LtiDeepLink } from './deep-link.entity.ts';
export { LtiContext } from './lti-context.entity.ts';
export { LtiResourceLink } from './resource-link.entity.ts';
export { askForRoster, pauseMinutes as rosterPauseMinutes } from './roster/ask-for-roster.ts';
export { removeMissing } from './roster/remove-missing.ts';
export { reviewTarget, type Review } from './review/review.ts';
export { rosterListener, rosterWatcher, type RosterMember, type RosterNews } from './roster/roster-points.ts';
export { rosterStates, type RosterState } from './roster/roster.entity.ts';
export { registerPlatform, type RegistrationForm } from './operations/register-platform.ts';
export { inviteLms } from './operations/invite-lms.ts';
export { LtiLineItem } from './line-item.entity.ts';
export { keepLineItem, type LineItemForm } from './line-items/keep-line-item.ts';
export { compareColumn } from './scores/compare-column.ts';
export { keepTheirs, releaseScores } from './scores/release-scores.ts';
export { scoreWatcher } from './scores/score-watcher.ts';
export { sendScore, type ScoreForm } from './scores/send-score.ts';
export { progressOf, type ActivityProgress, type GradingProgress, type WorkState } from './scores/progress-of.ts';
