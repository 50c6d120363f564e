export const reviewPath = (submissionId: string) => `/submissions/${submissionId}/review`;
/** Of one review, as whoever asked for it knows it. */
export const requestPath = (reviewId: string) => `/reviews/${reviewId}`;
export const ratingPath = (submissionId: string) => `${reviewPath(submissionId)}/rating`;
export const consentPath = '/review-consent';
export const rulesPath = '/admin/settings/reviews';
export const ownModelPath = `${rulesPath}/model`;
export const qualityPath = '/review-quality';
export const samplePath = `${qualityPath}/sample`;
export const costsPath = '/admin/review-costs';
export const objectivesPath = '/admin/review-objectives';
