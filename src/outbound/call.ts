import { fetch as undiciFetch, type Dispatcher, type Response as UndiciResponse } from 'undici';
import { followWithinOrigin } from './follow-within-origin.ts';
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
    const answer = await followWithinOrigin(request, (each) => send(dispatcher, each, deadline.signal));
    const { status } = answer.response;
    if (status < 200 || status > 599) throw await unknownStatus(host, answer.response);
    const bodyLimits = { host, maxBytes: limits.maxBytes, translate, ended: (error: unknown) => ended(status, error) };
    const body = answer.response.body === null ? null : limitedBody(answer.response.body, bodyLimits);
    if (body === null) ended(status, null);
    return asGlobalResponse(answer, body);
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
async function unknownStatus(host: string, response: UndiciResponse) {
  await response.body?.cancel();
  return new OutboundError('network', host, `it answered with the unknown status ${response.status}`);
}

function send(dispatcher: Dispatcher, request: OutgoingRequest, signal: AbortSignal) {
  return undiciFetch(request.url, {
    method: request.method,
    headers: [...request.headers],
    body: request.body,
    redirect: 'manual',
    duplex: 'half',
    dispatcher,
    signal,
  });
}

/** Libraries test for the Response that Node itself brings, which is another class than undici's. */
function asGlobalResponse(
  answer: { response: UndiciResponse; url: URL; redirected: boolean },
  body: ReadableStream<Uint8Array> | null,
) {
  const { status, statusText, headers } = answer.response;
  const response = new Response(body, {
    status,
    statusText: statusText.replaceAll(/[^\t -~]/g, ''),
    headers: [...headers],
  });
  Object.defineProperty(response, 'url', { value: answer.url.href });
  Object.defineProperty(response, 'redirected', { value: answer.redirected });
  return response;
}

const reasonOf = (error: unknown) => (error instanceof OutboundError ? error.reason : 'aborted');
