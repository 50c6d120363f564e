import type { ReadableStream as Source, UnderlyingSource } from 'node:stream/web';
import { OutboundError } from './outbound-error.ts';

interface BodyLimits {
  readonly host: string;
  readonly maxBytes: number;
  /** What the reader is told when the source fails. */
  readonly translate: (error: unknown) => unknown;
  /** Called once: the body is read, given up (both null) or failed. */
  readonly ended: (error: unknown) => void;
}

/**
 * The same bytes, at most `maxBytes` of them after decompression. Up to 64 KB are read ahead, so that a caller who
 * looks at the status only still ends the call and frees its connection.
 */
export function limitedBody(source: Source<Uint8Array>, limits: BodyLimits): ReadableStream<Uint8Array> {
  const reader = source.getReader();
  let bytes = 0;
  let isOver = false;
  const end = (error: unknown) => {
    isOver = true;
    limits.ended(error);
  };
  const fail = (controller: { error: (reason: unknown) => void }, error: unknown) => {
    if (isOver) return;
    const reason = limits.translate(error);
    controller.error(reason);
    end(reason);
    reader.cancel(reason).catch(() => undefined);
  };
  const underlying: UnderlyingSource<Uint8Array> = {
    start: (controller) => void reader.closed.catch((error: unknown) => fail(controller, error)),
    async pull(controller) {
      // `closed` says why reading failed, also when nobody is reading.
      const chunk = await reader.read().catch(() => null);
      if (isOver || chunk === null) return;
      if (chunk.done) {
        controller.close();
        return end(null);
      }
      bytes += chunk.value.byteLength;
      if (bytes > limits.maxBytes) return fail(controller, tooLarge(limits));
      controller.enqueue(chunk.value);
    },
    async cancel(reason) {
      end(null);
      await reader.cancel(reason);
    },
  };
  return new ReadableStream(underlying, new ByteLengthQueuingStrategy({ highWaterMark: 65_536 }));
}

const tooLarge = ({ host, maxBytes }: BodyLimits) =>
  new OutboundError(
    'tooLarge',
    host,
    `its answer is larger than ${maxBytes} bytes; the call asks for less, or raises its limit`,
  );
