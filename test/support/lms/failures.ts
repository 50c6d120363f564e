/** What may be wrong with the next id_tokens. */
export const tokenFailures = {
  'wrong-key': 'Signed with a key that is not published, under the name of one that is',
  'unknown-kid': 'The header names a key that is not published',
  'no-kid': 'The header names no key',
  expired: 'Expired ten minutes ago',
  'issued-in-future': 'Issued ten minutes from now',
  'wrong-audience': 'Made for another client',
  'wrong-nonce': 'Another nonce than the one that the tool sent',
  'unknown-deployment': 'A deployment that the tool has not heard of',
  'login-required': 'No token: the answer is error=login_required',
} as const;

/** What may be wrong with the storage that this platform offers to tools. */
export const storageFailures = {
  'storage-silent': 'Messages to the platform storage are not answered',
  'storage-wrong-origin': 'Answers of the platform storage come from a frame of another origin',
} as const;

/** Addresses at which this platform can be out of order. */
export const endpoints = {
  configuration: 'Configuration',
  registration: 'Registration',
  keys: 'Key set',
  authorization: 'Authorization',
  token: 'Access tokens',
} as const;

export const outages = {
  hangs: 'Takes the request and never answers',
  fails: 'Answers 500',
  html: 'Answers 200 with a page',
  slow: 'Answers after some seconds',
} as const;

export type Endpoint = keyof typeof endpoints;
export type Outage = keyof typeof outages;
export type Failure = keyof typeof tokenFailures | keyof typeof storageFailures | `${Endpoint}-${Outage}`;

export const allFailures: readonly Failure[] = [
  ...(Object.keys(tokenFailures) as Failure[]),
  ...(Object.keys(storageFailures) as Failure[]),
  ...(Object.keys(endpoints) as Endpoint[]).flatMap((endpoint) =>
    (Object.keys(outages) as Outage[]).map((outage): Failure => `${endpoint}-${outage}`),
  ),
];
