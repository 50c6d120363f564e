/** Reviews and hints by the model for one person within an hour, where nobody said otherwise [H1-24]. */
export const usualPerHour = 20;

/** Tokens for one person in a day, where nobody said otherwise [H1-25]; `other` is whoever has none of these roles. */
export const usualTokens = { learner: 10_000, instructor: 20_000, admin: 50_000, other: 5_000 } as const;
export type TokenGroup = keyof typeof usualTokens;
