import { DomainError } from '#src/errors.ts';

export const failureReasons = [
  'queueFull',
  'maintenance',
  'timeout',
  'unreachable',
  'unauthorized',
  'forbidden',
  'garbage',
  'serverError',
] as const;
export type FailureReason = (typeof failureReasons)[number];

interface Heard {
  readonly said?: string | null;
  readonly cause?: unknown;
}

/** One judge did not do what it was asked; another one, or the same one later, may. */
export class JudgeFailure extends Error {
  override readonly name = 'JudgeFailure';
  readonly reason: FailureReason;
  /** What the judge or the network said, where that is more than the reason. */
  readonly said: string | null;

  constructor(reason: FailureReason, message: string, { said = null, cause }: Heard = {}) {
    super(message, { cause });
    this.reason = reason;
    this.said = said;
  }
}

/** A judge says that what it was given is wrong: the same again would be wrong again. */
export class JudgeRefusal extends Error {
  override readonly name = 'JudgeRefusal';
  /** Whether it is that nobody has the language. */
  readonly isLanguage: boolean;

  constructor(message: string, isLanguage = false) {
    super(message);
    this.isLanguage = isLanguage;
  }
}

/**
 * No judge took an execution, or none ended it, in time. Nothing of it counts, and the same request may be made again;
 * the reasons say, for operators, what was wrong with each judge.
 */
export class JudgesUnavailable extends DomainError {
  readonly retryable = true;
  readonly reasons: Readonly<Record<string, string>>;

  constructor(reasons: Readonly<Record<string, string>>) {
    super('unavailable', 'judge0.error.unavailable', { retryAfterSeconds: 30 });
    this.name = 'JudgesUnavailable';
    this.reasons = reasons;
    this.message = `No judge ended it in time. ${Object.entries(reasons)
      .map(([judge, reason]) => `${judge}: ${reason}`)
      .join('; ')}`;
  }
}
