import type { Readable } from 'node:stream';
import type { UnderlyingSource } from 'node:stream/web';
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
export function limitedBody(source: Readable, limits: BodyLimits): ReadableStream<Uint8Array> {
  const chunks = source.iterator({ destroyOnReturn: false }) as AsyncIterator<Uint8Array, undefined>;
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
    source.destroy();
  };
  const underlying: UnderlyingSource<Uint8Array> = {
    // It says why reading failed, also when nobody is reading.
    start: (controller) => void source.on('error', (error) => fail(controller, error)),
    async pull(controller) {
      const chunk = await chunks.next().catch(() => null);
      if (isOver || chunk === null) return;
      if (chunk.done) {
        controller.close();
        return end(null);
      }
      bytes += chunk.value.byteLength;
      if (bytes > limits.maxBytes) return fail(controller, tooLarge(limits));
      controller.enqueue(chunk.value);
    },
    cancel() {
      end(null);
      source.destroy();
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
