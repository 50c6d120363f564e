import { setTimeout as pause } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
import { OutboundError } from '#src/outbound/outbound-error.ts';
import type { OutboundFetch } from '#src/outbound/outbound.ts';
import { BlobStoreFailure } from './blob-store-failure.ts';
import type { S3Address } from './s3-address.ts';
import { readS3Error } from './s3-listing.ts';

interface S3Request {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: () => ReadableStream<Uint8Array>;
  /** The answer is a blob, of any size. */
  readonly streamed?: boolean;
}

const tries = 3;
const pauseMs = 200;
const timeoutMs = 30_000;
const transferTimeoutMs = 15 * 60_000;
const answerBytes = 8_000_000;

/** One signed request, tried again after network failures, 429 and 5xx. Throws a BlobStoreFailure for all but 2xx. */
export async function requestS3(address: S3Address, fetch: OutboundFetch, request: S3Request): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await requestOnce(address, fetch, request);
    } catch (error) {
      const passes = error instanceof BlobStoreFailure && error.kind === 'unavailable';
      if (!passes || attempt === tries) throw error;
    }
    await pause(pauseMs * 2 ** attempt * (0.5 + Math.random()));
  }
}

async function requestOnce(address: S3Address, fetch: OutboundFetch, request: S3Request): Promise<Response> {
  const { method, path, headers = {}, body, streamed } = request;
  const url = address.bucketUrl + path;
  const { credentials, region } = address;
  const signed = await new AwsV4Signer({ ...credentials, region, service: 's3', method, url, headers }).sign();
  const answer = await fetch(signed.url, {
    method,
    headers: signed.headers,
    ...(body && { body: body(), duplex: 'half' as const }),
    timeoutMs: body || streamed ? transferTimeoutMs : timeoutMs,
    maxBytes: streamed ? Number.MAX_SAFE_INTEGER : answerBytes,
  }).catch(notReached);
  if (answer.ok) return answer;
  throw await failureOf(answer, path);
}

function notReached(error: unknown): never {
  if (error instanceof OutboundError && error.reason === 'insideTransaction') throw error;
  if (error instanceof Error && error.cause instanceof BlobStoreFailure) throw error.cause;
  throw new BlobStoreFailure('unavailable', `The store of FILES_URL was not reached: ${String(error)}`, error);
}

async function failureOf(answer: Response, path: string) {
  const words = readS3Error(await answer.text().catch(() => ''));
  if (answer.status === 404 && !words.startsWith('NoSuchBucket')) {
    return new BlobStoreFailure('missing', `There is no blob ${path}.`);
  }
  const later = answer.status === 429 || answer.status >= 500;
  return new BlobStoreFailure(
    later ? 'unavailable' : 'refused',
    `The store of FILES_URL answered ${answer.status} ${words}`.trim(),
  );
}
