import type { Outbound } from '#src/outbound/outbound.ts';
import type { Submission } from './answers/submission.ts';
import { defaultFields, renderSubmission } from './api/fields.ts';
import type { ConfigInfo } from './local-settings.ts';

/** Tells whoever left an address that a submission is finished. */
export interface Callbacks {
  tell(submission: Submission): void;
  close(): Promise<void>;
}

/**
 * PUTs a finished submission in base64 to its `callback_url`, again when nobody answers in time, and not again for any
 * answer, whatever it says. Addresses come from who has the judge's token, so they are not checked. No slot waits for them.
 */
export function openCallbacks(config: ConfigInfo): Callbacks {
  let opened: Promise<Outbound & { close(): Promise<void> }> | null = null;
  const send = async (url: string, body: string) => {
    opened ??= openOutbound();
    const outbound = await opened;
    for (let tries = 0; tries < config.callbacks_max_tries; tries += 1) {
      try {
        const answer = await outbound.operator.fetch(url, {
          method: 'PUT',
          headers: { 'Content-Type': 'application/json' },
          body,
          timeoutMs: config.callbacks_timeout * 1000,
        });
        await answer.body?.cancel();
        return;
      } catch {
        continue;
      }
    }
  };
  return {
    tell(submission) {
      const { callback_url: url } = submission;
      if (url) void send(url, JSON.stringify(renderSubmission(submission, defaultFields, true, '')));
    },
    close: async () => (await opened)?.close(),
  };
}

/** Loaded by the first callback only: it would be a fifth of the judge's memory. */
async function openOutbound() {
  const { createOutbound } = await import('#src/outbound/create-outbound.ts');
  return createOutbound({ allow: [], production: false, version: '1.13.1' });
}
