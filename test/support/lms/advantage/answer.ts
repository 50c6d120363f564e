/** What a service answers. */
export interface Answer {
  readonly status: number;
  /** Undefined for a body without a sign in it. */
  readonly body?: unknown;
  /** Media type without charset. */
  readonly type?: string;
  /** The value of the header `Link`. */
  readonly link?: string | null;
}

/** A service says no; a flavour turns it into its own kind of answer. */
export class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
