import { OutboundError } from '#src/outbound/outbound-error.ts';
import type { OutboundInit } from '#src/outbound/outbound.ts';
import type { Scope } from '#src/scope/scope.ts';
import { platformWords } from '../platform-words.ts';
import { LmsRefused } from './lms-refused.ts';

export interface LmsAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Undefined where the body is no JSON, whatever its content type says (Moodle answers JSON as `text/html`). */
  readonly json: unknown;
  readonly text: string;
}

/** One call of a platform, with no transaction open; 10 seconds unless told. Throws LmsRefused for all but 2xx. */
export async function askLms({ outbound }: Scope, url: string, init: OutboundInit): Promise<LmsAnswer> {
  const { response, text } = await answerOf(outbound.fetch, url, init);
  const { status, headers } = response;
  const json = parsed(text);
  if (response.ok) return { status, headers, json, text };
  throw new LmsRefused({
    status,
    words: platformWords(json, text) || response.statusText || String(status),
    retryAfterSeconds: retryAfter(headers.get('retry-after')),
    isRetryable: isPassing(status) || isThrottled(response, text),
  });
}

async function answerOf(fetch: Scope['outbound']['fetch'], url: string, init: OutboundInit) {
  try {
    const response = await fetch(url, init);
    return { response, text: await response.text() };
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    const isRetryable = error.reason === 'timeout' || error.reason === 'network';
    throw new LmsRefused({
      status: null,
      words: error.message,
      retryAfterSeconds: null,
      isRetryable,
      cause: error,
    });
  }
}

const isPassing = (status: number) => [408, 425, 429].includes(status) || status >= 500;

/** Canvas throttles with 403 as well (CAN-19). */
const isThrottled = ({ status, headers }: Response, text: string) =>
  status === 403 && (Number(headers.get('x-rate-limit-remaining') ?? 1) <= 0 || /rate limit exceeded/i.test(text));

/** Seconds, or a date (RFC 9110, 10.2.3). */
function retryAfter(value: string | null) {
  if (value === null) return null;
  const seconds = /^\s*\d{1,6}\s*$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1_000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
