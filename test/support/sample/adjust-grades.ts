import { gradeAdjustment, type Adjustment } from '#plugins/grading';

/** What a test wants to be added to somebody's grades, by the person. */
export const adjusted = new Map<string, Adjustment>();

export const sampleAdjustment = gradeAdjustment({ of: async (_scope, { userId }) => adjusted.get(userId) ?? null });
