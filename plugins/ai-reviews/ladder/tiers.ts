/** Who may write a review, in the order in which they are asked [H1-08]. */
export const tiers = ['exact', 'similar', 'patterns', 'quota', 'model', 'basic'] as const;
export type Tier = (typeof tiers)[number];

/** Why somebody of the ladder did not write it. */
export const reasons = [
  'noModel',
  'switchedOff',
  'noConsent',
  'personLimit',
  'hourLimit',
  'tokenLimit',
  'organizationLimit',
  'budget',
  'unreachable',
  'timeout',
  'limited',
  'serverError',
  'refused',
  'unreadable',
  'withheld',
  'tooLong',
  'unknown',
] as const;
export type Reason = (typeof reasons)[number];

export interface PassedOver {
  readonly tier: Tier;
  readonly why: Reason;
}
