import type { Keyring } from '#src/keys/keyring.ts';

/** What processes tell each other: the token of a submission that a judge says has ended. */
export const callbackTopic = 'judge0.ended';

const purpose = 'judge0-callback';

/** Judges sign nothing, so the path itself is the secret: nobody else can guess it, and every process knows it. */
export const callbackAddress = (url: string, keys: Keyring) =>
  `${url.replace(/\/+$/, '')}/judge0/callbacks/${keys.sign(purpose, 'path')}`;

export const isCallbackSecret = (keys: Keyring, secret: string) => keys.verify(purpose, 'path', secret);
