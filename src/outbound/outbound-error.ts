import { isNativeError } from 'node:util/types';

export type OutboundReason = 'refused' | 'timeout' | 'tooLarge' | 'redirect' | 'network' | 'insideTransaction';

/**
 * Why a call was not made or not finished. The message names the host and the remedy, and never the path or the query,
 * because those may hold secrets.
 */
export class OutboundError extends Error {
  override readonly name = 'OutboundError';
  readonly reason: OutboundReason;
  readonly host: string;

  constructor(reason: OutboundReason, host: string, sentence: string, cause?: unknown) {
    super(`${host}: ${sentence}`, cause === undefined ? undefined : { cause });
    this.reason = reason;
    this.host = host;
  }
}

/** Turns whatever undici threw into ours; an abort keeps its own reason (our time limit, or the caller's). */
export function asOutboundError(error: unknown, host: string, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  // fetch says only "fetch failed"; what happened is its cause.
  const root = isNativeError(error) && error.cause !== undefined ? error.cause : error;
  if (root instanceof OutboundError) return root;
  const { message, code } = describe(root);
  if (code === 'UND_ERR_HEADERS_OVERFLOW')
    return new OutboundError('tooLarge', host, 'the headers of its answer are too large', root);
  return new OutboundError('network', host, message || code || 'the connection failed', root);
}

function describe(error: unknown) {
  if (!isNativeError(error)) return { message: String(error), code: '' };
  return { message: error.message, code: 'code' in error ? String(error.code) : '' };
}
