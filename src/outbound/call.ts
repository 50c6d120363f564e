import { Readable } from 'node:stream';
import { request as send, type Dispatcher } from 'undici';
import { decodedBody } from './decoded-body.ts';
import { followWithinOrigin, type Answer, type Arrived } from './follow-within-origin.ts';
import { limitedBody } from './limited-body.ts';
import { asOutboundError, OutboundError } from './outbound-error.ts';
import type { OutboundCall } from './outbound.ts';
import type { OutgoingRequest } from './outgoing-request.ts';

export interface CallLimits {
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/** One call within its limits: the time limit covers the body, and `observe` hears of the call once, when its body has ended. */
export async function call(
  dispatcher: Dispatcher,
  request: OutgoingRequest,
  limits: CallLimits,
  observe: (call: OutboundCall) => void,
): Promise<Response> {
  const { host } = request.url;
  const started = performance.now();
  const deadline = startDeadline(host, limits.timeoutMs, request.signal);
  const translate = (error: unknown) => asOutboundError(error, host, deadline.signal);
  const ended = (status: number | null, error: unknown) => {
    deadline.clear();
    observe({ host, status, ms: performance.now() - started, error: error === null ? null : reasonOf(error) });
  };
  try {
    const arrived = await followWithinOrigin(request, (each) => sendOnce(dispatcher, each, deadline.signal));
    const { statusCode, body: came } = arrived.answer;
    if (statusCode > 599) throw await unknownStatus(host, arrived.answer);
    const whole = (error: unknown) => ended(statusCode, error);
    if (withoutBody.has(statusCode)) {
      await came.dump();
      whole(null);
      return asGlobalResponse(arrived, null);
    }
    const body = decodedBody(arrived.answer, request.method);
    return asGlobalResponse(arrived, limitedBody(body, { host, maxBytes: limits.maxBytes, translate, ended: whole }));
  } catch (error) {
    const translated = translate(error);
    ended(null, translated);
    throw translated;
  }
}

function startDeadline(host: string, timeoutMs: number, signal: AbortSignal | null) {
  const controller = new AbortController();
  const tooSlow = () =>
    controller.abort(new OutboundError('timeout', host, `it did not answer within ${timeoutMs / 1000} s`));
  const timer = setTimeout(tooSlow, timeoutMs);
  return {
    signal: signal === null ? controller.signal : AbortSignal.any([signal, controller.signal]),
    clear: () => clearTimeout(timer),
  };
}

/** No Response can be made of it. */
async function unknownStatus(host: string, { statusCode, body }: Answer) {
  await body.dump();
  return new OutboundError('network', host, `it answered with the unknown status ${statusCode}`);
}

/** A Response of these must not have one. */
const withoutBody = new Set([204, 205, 304]);

/** Not by undici's fetch, whose streams and headers take as long again as the call itself: they are made once, by us. */
function sendOnce(dispatcher: Dispatcher, { url, method, headers, body }: OutgoingRequest, signal: AbortSignal) {
  return send(url, {
    method,
    headers,
    body: body instanceof ReadableStream ? Readable.fromWeb(body as never) : body,
    dispatcher,
    signal,
  });
}

/** Libraries test for the Response that Node itself brings. */
function asGlobalResponse({ answer, url, redirected }: Arrived, body: ReadableStream<Uint8Array> | null) {
  const { statusCode: status, statusText, headers } = answer;
  const response = new Response(body, {
    status,
    statusText: statusText.replaceAll(/[^\t -~]/g, ''),
    headers: Object.entries(headers).flatMap(([name, given]) =>
      [given ?? []].flat().map((value) => [name, value] as const),
    ),
  });
  Object.defineProperty(response, 'url', { value: url.href });
  Object.defineProperty(response, 'redirected', { value: redirected });
  return response;
}

const reasonOf = (error: unknown) => (error instanceof OutboundError ? error.reason : 'aborted');
