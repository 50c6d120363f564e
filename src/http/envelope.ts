import type { PageMeta } from './reply.ts';

export interface ErrorBody {
  readonly code: string;
  readonly message: string;
  readonly details: readonly { readonly field: string; readonly message: string }[];
}

/** The one shape of every JSON answer [U-03][U-05]. */
export interface Envelope {
  readonly success: boolean;
  readonly message: string;
  readonly data: unknown;
  readonly meta: PageMeta;
  readonly error: ErrorBody | null;
}

export const success = (message: string, data: unknown, meta: PageMeta = {}): Envelope => ({
  success: true,
  message,
  data,
  meta,
  error: null,
});

/** `data`: what the reader needs to mend it, if anything. */
export const failure = (error: ErrorBody, data: unknown = null): Envelope => ({
  success: false,
  message: error.message,
  data,
  meta: {},
  error,
});
