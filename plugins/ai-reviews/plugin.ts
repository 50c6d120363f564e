import { dependency } from '#src/health.ts';
import { mailKind } from '#src/mail/mail-kind.ts';
import { definePlugin } from '#src/plugin.ts';
import { AiReview } from './ai-review.entity.ts';
import { actSentences } from './act-sentences.ts';
import { AiModelCall } from './calls/model-call.entity.ts';
import { consentRoutes } from './consent/consent-routes.ts';
import { AiReviewConsent } from './consent/review-consent.entity.ts';
import { costsPlace, costsRoutes } from './costs/costs-routes.ts';
import { AiSpendingAlarm } from './costs/spending-alarm.entity.ts';
import { spendingMail } from './costs/spending-mail.ts';
import { watchSpendingJob } from './costs/watch-spending.ts';
import { forgetProgramsJob } from './earlier/forget-programs.ts';
import { ReviewedProgram } from './earlier/reviewed-program.entity.ts';
import { AiModelIncident } from './incidents/model-incident.entity.ts';
import { incidentMail } from './incidents/incident-mail.ts';
import { watchCallsJob } from './incidents/watch-calls.ts';
import { modelDependency } from './model-dependency.ts';
import { objectivesPlace, objectivesRoutes } from './objectives/objectives-routes.ts';
import { ownModelRoutes } from './organization/own-model-routes.ts';
import { AiOwnModel } from './organization/own-model.entity.ts';
import { AiReviewRules } from './organization/review-rules.entity.ts';
import { rulesRoutes, rulesTab } from './organization/rules-routes.ts';
import { reviewPanel } from './page/review-panel.ts';
import { reviewRoutes } from './page/review-routes.ts';
import { liveReviews } from './page/review-topic.ts';
import { qualityPlace, qualityRoutes } from './quality/figures/quality-routes.ts';
import { followReviews } from './quality/following/follow-reviews.ts';
import { AiReviewFollowUp } from './quality/following/review-follow-up.entity.ts';
import { ratingRoutes } from './quality/rating/rating-routes.ts';
import { AiReviewRating } from './quality/rating/review-rating.entity.ts';
import { drawSampleJob } from './quality/sampling/draw-sample.ts';
import { AiReviewAssessment } from './quality/sampling/review-assessment.entity.ts';
import { sampleRoutes } from './quality/sampling/sample-routes.ts';
import { SampledReview } from './quality/sampling/sampled-review.entity.ts';
import { basicReviewer } from './reviewers/basic.ts';
import { exactReviewer } from './reviewers/exact.ts';
import { modelReviewer } from './reviewers/model.ts';
import { patternsReviewer } from './reviewers/patterns.ts';
import { quotaReviewer } from './reviewers/quota.ts';
import { similarReviewer } from './reviewers/similar.ts';
import { reviewSettings } from './settings.ts';
import { beginReview } from './writing/begin-review.ts';
import { catchUpJob } from './writing/catch-up.ts';
import { writeBasicJob, writeReviewJob } from './writing/write-review-job.ts';

export default definePlugin({
  name: 'ai-reviews',
  requires: ['assignments', 'code-analysis', 'courses', 'organizations', 'problems', 'submissions'],
  config: reviewSettings,
  entities: [
    AiReview,
    AiModelCall,
    AiModelIncident,
    AiReviewRules,
    AiReviewConsent,
    AiOwnModel,
    AiReviewRating,
    AiReviewFollowUp,
    SampledReview,
    AiReviewAssessment,
    AiSpendingAlarm,
    ReviewedProgram,
  ],
  routes: [
    ...reviewRoutes,
    ...consentRoutes,
    ...rulesRoutes,
    ...ownModelRoutes,
    ...ratingRoutes,
    ...sampleRoutes,
    ...qualityRoutes,
    ...costsRoutes,
    ...objectivesRoutes,
  ],
  jobs: [
    writeReviewJob,
    writeBasicJob,
    catchUpJob,
    followReviews,
    drawSampleJob,
    watchSpendingJob,
    watchCallsJob,
    forgetProgramsJob,
  ],
  on: [beginReview],
  contributes: [
    exactReviewer,
    similarReviewer,
    patternsReviewer,
    quotaReviewer,
    modelReviewer,
    basicReviewer,
    reviewPanel,
    liveReviews,
    rulesTab,
    qualityPlace,
    costsPlace,
    objectivesPlace,
    mailKind(spendingMail),
    mailKind(incidentMail),
    ...actSentences,
    dependency(modelDependency),
  ],
});
