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

/** Addresses at which this platform can be out of order: those of launches, and the services. */
export const launchEndpoints = {
  configuration: 'Configuration',
  registration: 'Registration',
  keys: 'Key set',
  authorization: 'Authorization',
} as const;

export const serviceEndpoints = {
  token: 'Access tokens',
  lineItems: 'Line items',
  scores: 'Scores',
  results: 'Results',
  memberships: 'Members',
  groups: 'Groups',
} as const;

export const endpoints = { ...launchEndpoints, ...serviceEndpoints };

export const outages = {
  hangs: 'Takes the request and never answers',
  fails: 'Answers 500',
  html: 'Answers 200 with a page',
  slow: 'Answers late',
  busy: 'Answers 429 with Retry-After',
  limited: 'Answers 403 like Canvas’s rate limit',
  unauthorized: 'Answers 401',
  drops: 'Does what it is asked, and cuts the connection before the answer',
} as const;

export interface FailureSettings {
  /** How late a slow answer is. */
  slowSeconds: number;
  /** What Retry-After says. */
  retryAfterSeconds: number;
  /** Which share of the requests to an address that is out of order fails, evenly: from 0 to 1. */
  share: number;
}

export const firstFailureSettings = (): FailureSettings => ({ slowSeconds: 3, retryAfterSeconds: 2, share: 1 });

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
