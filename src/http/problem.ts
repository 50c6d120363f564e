import { OptimisticLockError, UniqueConstraintViolationException } from '@mikro-orm/core';
import {
  DomainError,
  refusals,
  type FieldProblem,
  type MessageParameters,
  type Refusal,
  type StaleSave,
} from '#src/errors.ts';

/** What went wrong, ready for every representation; text is made where it is shown. */
export interface Problem {
  readonly status: number;
  /** As clients of the API know it [U-06]. */
  readonly code: string;
  readonly key: string;
  readonly parameters: MessageParameters;
  readonly fields: readonly FieldProblem[];
  readonly retryAfterSeconds: number | null;
  readonly stale: StaleSave | null;
  /** Ours to mend: the reader learns nothing but the id under which the log has it. */
  readonly isUnexpected: boolean;
}

const codes: Record<Refusal, string> = {
  badRequest: 'BAD_REQUEST',
  unauthenticated: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  notFound: 'NOT_FOUND',
  methodNotAllowed: 'METHOD_NOT_ALLOWED',
  conflict: 'CONFLICT',
  gone: 'GONE',
  payloadTooLarge: 'PAYLOAD_TOO_LARGE',
  unsupportedType: 'UNSUPPORTED_MEDIA_TYPE',
  invalid: 'VALIDATION_ERROR',
  tooManyRequests: 'TOO_MANY_REQUESTS',
  unavailable: 'SERVICE_UNAVAILABLE',
};

/** Turns whatever was thrown into a problem; what we do not know is hidden behind INTERNAL_SERVER_ERROR [U-07]. */
export function problemOf(error: unknown): Problem {
  if (error instanceof DomainError) {
    const { refusal, key, parameters, fields, retryAfterSeconds, stale } = error;
    return {
      status: refusals[refusal],
      code: codes[refusal],
      key,
      parameters,
      fields,
      retryAfterSeconds,
      stale,
      isUnexpected: false,
    };
  }
  if (error instanceof UniqueConstraintViolationException)
    return plain(409, 'UNIQUE_CONSTRAINT', 'kernel.error.alreadyThere', false);
  if (error instanceof OptimisticLockError) return plain(409, 'CONFLICT', 'kernel.error.stale', false);
  return plain(500, 'INTERNAL_SERVER_ERROR', 'kernel.error.unexpected', true);
}

const plain = (status: number, code: string, key: string, isUnexpected: boolean): Problem => ({
  status,
  code,
  key,
  parameters: {},
  fields: [],
  retryAfterSeconds: null,
  stale: null,
  isUnexpected,
});
