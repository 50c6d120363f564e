import { DomainError } from '#src/errors.ts';
import type { BodyRequest } from './body.ts';

interface ReceiveLimits {
  readonly maxBytes: number;
  readonly timeoutMs: number;
  /** Ends the waiting when the body is of no more use. */
  readonly signal?: AbortSignal;
}

/**
 * Hands the chunks of a body to `take`, which answers false to be asked to wait until `resume` is called. Rejects with
 * payloadTooLarge (by Content-Length before anything is read) and with badRequest for a body that is late or broken off.
 */
export function receive(
  request: BodyRequest,
  { maxBytes, timeoutMs, signal }: ReceiveLimits,
  take: (chunk: Buffer) => boolean,
): Promise<void> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.reject(tooLarge(maxBytes));
  return new Promise((resolve, reject) => {
    let bytes = 0;
    const onData = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) fail(tooLarge(maxBytes));
      else if (!take(chunk)) request.pause();
    };
    const onClose = () => fail(new DomainError('badRequest', 'kernel.field.body.incomplete'));
    const finish = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onClose);
      request.off('data', onData).off('end', onEnd).off('close', onClose);
    };
    const onEnd = () => {
      finish();
      resolve();
    };
    const fail = (error: DomainError) => {
      finish();
      reject(error);
    };
    signal?.addEventListener('abort', onClose);
    const timer = setTimeout(() => fail(tooSlow(timeoutMs)), timeoutMs);
    request.on('data', onData).on('end', onEnd).on('close', onClose);
  });
}

export const tooLarge = (limit: number) =>
  new DomainError('payloadTooLarge', 'kernel.field.body.tooLarge', {
    parameters: { limitKilobytes: Math.floor(limit / 1000) },
  });

const tooSlow = (timeoutMs: number) =>
  new DomainError('badRequest', 'kernel.field.body.tooSlow', { parameters: { seconds: timeoutMs / 1000 } });
