import OpenAI from 'openai';
import type { Scope } from '#src/scope/scope.ts';
import type { Provider } from './model-room.ts';

/**
 * The library's client for one provider, which leaves through the outbound that suits whoever named the address. `wholeMs`: after
 * so many milliseconds an answer ends, whole or not.
 */
export function openClient({ outbound }: Scope, { url, key, isOwn }: Provider, wholeMs: number): OpenAI {
  const { fetch } = isOwn ? outbound : outbound.operator;
  return new OpenAI({
    apiKey: key,
    baseURL: url,
    organization: null,
    project: null,
    // We try again ourselves, where people see that we wait.
    maxRetries: 0,
    // The limits of silence and of the network are told apart from other failures, so they come first.
    timeout: wholeMs + 1_000,
    logLevel: 'off',
    fetch: (input, init) => fetch(input, { ...init, timeoutMs: wholeMs, maxBytes: 2_000_000 }),
  });
}
