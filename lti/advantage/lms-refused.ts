export interface Refusal {
  /** Of the platform's answer; null where none came. */
  readonly status: number | null;
  /** What the platform said, as plain text; ours where it said nothing. */
  readonly words: string;
  readonly retryAfterSeconds: number | null;
  /** Whether the same call may do better later. */
  readonly isRetryable: boolean;
  readonly cause?: unknown;
}

/** A platform's service did not do what it was asked. */
export class LmsRefused extends Error implements Refusal {
  override readonly name = 'LmsRefused';
  readonly status: number | null;
  readonly words: string;
  readonly retryAfterSeconds: number | null;
  readonly isRetryable: boolean;

  constructor({ status, words, retryAfterSeconds, isRetryable, cause }: Refusal) {
    super(status === null ? words : `${status} ${words}`, cause === undefined ? undefined : { cause });
    this.status = status;
    this.words = words;
    this.retryAfterSeconds = retryAfterSeconds;
    this.isRetryable = isRetryable;
  }
}
