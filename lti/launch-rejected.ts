/** The checks of a launch, in the order in which they are made (Security Framework, "Authentication Response Validation"). */
export const launchSteps = [
  'request',
  'state',
  'shape',
  'algorithm',
  'key',
  'signature',
  'issuer',
  'audience',
  'time',
  'nonce',
  'claims',
  'target',
  'deployment',
  'browser',
  'message',
] as const;
export type LaunchStep = (typeof launchSteps)[number];

interface Refused {
  readonly step: LaunchStep;
  readonly status: 400 | 401 | 403 | 413 | 503;
  /** Where the rule stands. */
  readonly specification: string;
}

/** Every reason for which a launch ends without a session. The texts for people and administrators carry these names. */
export const launchReasons = {
  'request-incomplete': { step: 'request', status: 400, specification: 'Security Framework 5.1.1.1' },
  'platform-error': { step: 'request', status: 400, specification: 'OpenID Connect Core 3.1.2.6' },
  'registration-unknown': { step: 'request', status: 400, specification: 'Core 4.1.3' },
  'registration-ambiguous': { step: 'request', status: 400, specification: 'Core 4.1.3' },
  'registration-suspended': { step: 'request', status: 403, specification: 'Core 4.1.3' },
  'target-outside': { step: 'request', status: 400, specification: 'Core 5.3.4' },
  'state-missing': { step: 'state', status: 400, specification: 'Security Framework 5.1.1.4' },
  'state-unknown': { step: 'state', status: 400, specification: 'Security Framework 5.1.1.4' },
  'state-expired': { step: 'state', status: 400, specification: 'Security Framework 5.1.1.4' },
  'state-used': { step: 'state', status: 400, specification: 'Security Framework 5.1.1.4' },
  'token-too-large': { step: 'shape', status: 413, specification: 'Security Framework 5.1.3' },
  'token-malformed': { step: 'shape', status: 401, specification: 'Security Framework 5.1.3' },
  'algorithm-refused': { step: 'algorithm', status: 401, specification: 'Security Framework 5.1.3 (6)' },
  'kid-missing': { step: 'key', status: 401, specification: 'Security Framework 5.1.3 (1)' },
  'kid-unknown': { step: 'key', status: 401, specification: 'Security Framework 5.1.3 (1)' },
  'key-ambiguous': { step: 'key', status: 401, specification: 'Security Framework 6.3' },
  'keys-unreachable': { step: 'key', status: 503, specification: 'Security Framework 6.3' },
  'signature-wrong': { step: 'signature', status: 401, specification: 'Security Framework 5.1.3 (1)' },
  'issuer-wrong': { step: 'issuer', status: 401, specification: 'Security Framework 5.1.3 (2)' },
  'audience-wrong': { step: 'audience', status: 401, specification: 'Security Framework 5.1.3 (3)' },
  'audience-untrusted': { step: 'audience', status: 401, specification: 'Security Framework 5.1.3 (3)' },
  'azp-wrong': { step: 'audience', status: 401, specification: 'Security Framework 5.1.3 (4, 5)' },
  'exp-missing': { step: 'time', status: 401, specification: 'Security Framework 5.1.3 (7)' },
  'iat-missing': { step: 'time', status: 401, specification: 'Security Framework 5.1.3 (8)' },
  'token-expired': { step: 'time', status: 401, specification: 'Security Framework 5.1.3 (7)' },
  'token-too-old': { step: 'time', status: 401, specification: 'Security Framework 5.1.3 (8)' },
  'token-from-future': { step: 'time', status: 401, specification: 'Security Framework 5.1.3 (8)' },
  'token-lives-too-long': { step: 'time', status: 401, specification: 'Security Framework 5.1.3 (7)' },
  'nonce-missing': { step: 'nonce', status: 401, specification: 'Security Framework 5.1.3 (9)' },
  'nonce-wrong': { step: 'nonce', status: 401, specification: 'Security Framework 5.1.3 (9)' },
  'version-wrong': { step: 'claims', status: 400, specification: 'Core 5.3.2' },
  'claims-missing': { step: 'claims', status: 400, specification: 'Core 5.3' },
  'claims-wrong': { step: 'claims', status: 400, specification: 'Core 5.3' },
  'message-unknown': { step: 'claims', status: 400, specification: 'Core 4.3.1' },
  'message-not-supported': { step: 'claims', status: 400, specification: 'Core 4.3.1' },
  'deep-linking-settings-wrong': { step: 'claims', status: 400, specification: 'Deep Linking 4.4.1' },
  'target-changed': { step: 'target', status: 400, specification: 'Core 5.3.4' },
  'deployment-pending': { step: 'deployment', status: 403, specification: 'Core 5.3.3' },
  'deployment-suspended': { step: 'deployment', status: 403, specification: 'Core 5.3.3' },
  'browser-differs': { step: 'browser', status: 400, specification: 'Security Framework 7.3' },
  'review-of-another': { step: 'message', status: 403, specification: 'Submission Review 1.0' },
  'person-suspended': { step: 'message', status: 403, specification: 'Core 5.3.6' },
  'role-may-not-choose': { step: 'message', status: 403, specification: 'Deep Linking 4.4' },
} as const satisfies Record<string, Refused>;
export type LaunchReason = keyof typeof launchReasons;

/** A launch that ends here. Carries the reason's name; what is said to whom is looked up by it where it is shown. */
export class LaunchRejected extends Error {
  readonly reason: LaunchReason;
  /** What was found instead of what was needed, for the launch doctor: no token and no person in it. */
  readonly detail: string | null;
  override readonly name = 'LaunchRejected';

  constructor(reason: LaunchReason, detail: string | null = null, cause?: unknown) {
    super(detail ? `${reason}: ${detail}` : reason, { cause });
    this.reason = reason;
    // It may hold whatever a header said before anything was verified, and has to be stored.
    this.detail = detail?.replaceAll('\0', '').slice(0, 300).toWellFormed() ?? null;
  }

  get step(): LaunchStep {
    return launchReasons[this.reason].step;
  }

  get status() {
    return launchReasons[this.reason].status;
  }
}
