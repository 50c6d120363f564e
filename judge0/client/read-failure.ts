import { isNativeError } from 'node:util/types';
import { OutboundError } from '#src/outbound/outbound-error.ts';
import { JudgeFailure, JudgeRefusal } from './judge-failure.ts';

/** What an answer's status says when it is no success; null for one that can be read. */
export function failureOf(status: number, body: string): JudgeFailure | JudgeRefusal | null {
  const said = body.trim().slice(0, 300);
  if (status === 503)
    return /queue is full/.test(said)
      ? new JudgeFailure('queueFull', 'its queue is full')
      : new JudgeFailure('maintenance', said ? `it answers 503: ${said}` : 'it answers 503', { said: said || null });
  if (status === 401) return new JudgeFailure('unauthorized', 'it does not take JUDGE0_AUTH_TOKEN (401)');
  if (status === 403)
    return new JudgeFailure('forbidden', 'it lets nobody in from this address (403): see ALLOW_IP of the judge');
  if (status === 429) return new JudgeFailure('queueFull', 'it asks us to come less often (429)');
  if (status >= 500) return new JudgeFailure('serverError', `it answers ${status}`, { said: `HTTP ${status}` });
  if (status === 400 || status === 413) return new JudgeRefusal(`the judge refuses (${status}): ${said}`);
  if (status === 404 || status < 200 || (status >= 300 && status < 400))
    return new JudgeFailure('garbage', `it answers ${status}, which no Judge0 does here`, { said: `HTTP ${status}` });
  return null;
}

/** What it says of a judge that no answer came. */
export function unanswered(error: unknown): JudgeFailure {
  const cause = causes(error).find((each) => each instanceof OutboundError);
  if (cause instanceof OutboundError && cause.reason === 'timeout')
    return new JudgeFailure('timeout', 'it does not answer in time', { cause: error });
  if (cause instanceof OutboundError && cause.reason === 'tooLarge')
    return new JudgeFailure('garbage', 'its answer is larger than any Judge0 gives', { cause: error });
  const said = (cause ?? (error as Error)).message;
  return new JudgeFailure('unreachable', `it cannot be reached (${said})`, { said, cause: error });
}

function causes(error: unknown): readonly Error[] {
  const found: Error[] = [];
  for (let each = error; isNativeError(each) && found.length < 8; each = each.cause) found.push(each);
  return found;
}
