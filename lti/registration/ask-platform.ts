import type { OutboundInit } from '#src/outbound/outbound.ts';
import { OutboundError, type OutboundReason } from '#src/outbound/outbound-error.ts';
import type { InstallationScope } from '#src/scope/scope.ts';
import { RegistrationFailed, type FailureReason } from './registration-failed.ts';
import { platformWords } from '../platform-words.ts';

export interface PlatformAnswer {
  readonly status: number;
  /** Undefined where it is no JSON, whatever its content type says. */
  readonly json: unknown;
  /** What it says to people. */
  readonly words: string;
}

/** One call of a registration, 10 seconds and 300 kB at most. Throws RegistrationFailed where there is no answer. */
export async function askPlatform(
  { outbound }: InstallationScope,
  url: string,
  token: string | null,
  init: OutboundInit = {},
): Promise<PlatformAnswer> {
  const headers = { accept: 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
  try {
    const response = await outbound.fetch(url, {
      ...init,
      headers: { ...headers, ...(init.body ? { 'content-type': 'application/json' } : {}) },
      timeoutMs: 10_000,
      maxBytes: 300_000,
    });
    const text = await response.text();
    const json = parsed(text);
    return { status: response.status, json, words: platformWords(json, text) };
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    throw new RegistrationFailed(reasons[error.reason], { detail: error.host }, error);
  }
}

const reasons: Readonly<Record<OutboundReason, FailureReason>> = {
  refused: 'addressRefused',
  timeout: 'lmsSlow',
  tooLarge: 'answerTooLarge',
  redirect: 'lmsRedirects',
  network: 'lmsUnreachable',
  insideTransaction: 'storingFailed',
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
