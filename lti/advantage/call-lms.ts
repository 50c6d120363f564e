import type { Scope } from '#src/scope/scope.ts';
import { accessToken, forgetToken } from './access-token.ts';
import { askLms, type LmsAnswer } from './ask-lms.ts';
import { LmsRefused } from './lms-refused.ts';

export interface LmsCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** The platform's own, with whatever query it has. */
  readonly url: string;
  /** What the call needs; ask only for what the platform granted. */
  readonly scopes: readonly string[];
  readonly accept?: string;
  readonly contentType?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/**
 * One call of a service of a registration's platform, with its access token; a token that it refuses is replaced once. With no
 * transaction open. Throws LmsRefused for every end but a 2xx answer.
 */
export async function callLms(scope: Scope, registrationId: string, call: LmsCall): Promise<LmsAnswer> {
  const token = await accessToken(scope, registrationId, call.scopes);
  try {
    return await send(scope, call, token);
  } catch (error) {
    if (!(error instanceof LmsRefused) || error.status !== 401) throw error;
    await forgetToken(scope, registrationId, call.scopes, token);
    return send(scope, call, await accessToken(scope, registrationId, call.scopes));
  }
}

const send = (scope: Scope, { method, url, accept, contentType, body, timeoutMs, signal }: LmsCall, token: string) =>
  askLms(scope, url, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(accept ? { accept } : {}),
      ...(contentType ? { 'content-type': contentType } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(signal ? { signal } : {}),
  });
