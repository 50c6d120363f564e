/** The ten ways in which we refuse, and the HTTP status that each becomes. */
export const refusals = {
  badRequest: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  methodNotAllowed: 405,
  conflict: 409,
  gone: 410,
  payloadTooLarge: 413,
  unsupportedType: 415,
  invalid: 422,
  tooManyRequests: 429,
  unavailable: 503,
} as const;

export type Refusal = keyof typeof refusals;
export type MessageParameters = Readonly<Record<string, string | number | boolean | Date>>;

/** One field that was refused: its path in the form (`tests.0.stdin`), a message key and the key's parameters. */
export interface FieldProblem {
  readonly field: string;
  readonly key: string;
  readonly parameters?: MessageParameters;
}

/** A save that came too late: what was typed and what stands there now, by field, and the version to save it over. */
export interface StaleSave {
  readonly version: number;
  readonly typed: Readonly<Record<string, unknown>>;
  readonly standing: Readonly<Record<string, unknown>>;
}

interface Details {
  readonly parameters?: MessageParameters;
  readonly fields?: readonly FieldProblem[];
  readonly retryAfterSeconds?: number;
  readonly stale?: StaleSave;
  readonly cause?: unknown;
}

/**
 * Something a person or a peer system did that we refuse. Carries a message key and its parameters, never a sentence:
 * the text is made where it is shown, in the reader's language.
 */
export class DomainError extends Error {
  readonly refusal: Refusal;
  readonly key: string;
  readonly parameters: MessageParameters;
  readonly fields: readonly FieldProblem[];
  readonly retryAfterSeconds: number | null;
  readonly stale: StaleSave | null;

  constructor(refusal: Refusal, key: string, details: Details = {}) {
    super(`${refusal}: ${key}`, { cause: details.cause });
    this.name = 'DomainError';
    this.refusal = refusal;
    this.key = key;
    this.parameters = details.parameters ?? {};
    this.fields = details.fields ?? [];
    this.retryAfterSeconds = details.retryAfterSeconds ?? null;
    this.stale = details.stale ?? null;
  }

  get status() {
    return refusals[this.refusal];
  }
}

/** The row is not there, or it is not yours: a reader cannot tell which, and must not. */
export const notFound = (what: string) =>
  new DomainError('notFound', 'kernel.error.notFound', { parameters: { what } });

/** A refusal that names the fields and, by message key, the remedy for each. */
export const invalid = (...fields: FieldProblem[]) => new DomainError('invalid', 'kernel.error.invalid', { fields });

/** A mistake in our own code or in an operator's settings: the sentence says what to do, and goes to the log or the shell. */
export class ProgrammingError extends Error {
  override readonly name = 'ProgrammingError';
}
