import type { JWTPayload } from 'jose';
import type { Activity } from './courses.ts';
import type { Endpoint, Failure } from './failures.ts';
import type { Person } from './people.ts';
import type { PlatformKeys } from './platform-keys.ts';
import type { FlavourName, Tool } from './tool.ts';

export type Message = 'LtiResourceLinkRequest' | 'LtiDeepLinkingRequest' | 'LtiSubmissionReviewRequest';

/** What somebody asked for by a click, before the tool has sent its authorization request. */
export interface Launch {
  readonly tool: Tool;
  readonly activity: Activity;
  readonly person: Person;
  readonly message: Message;
  readonly opensIn: Activity['opensIn'];
  /** Whose submission is looked at, in an LtiSubmissionReviewRequest. */
  readonly about: Person | null;
}

/** A dynamic registration that has been begun. Times are milliseconds since 1970. */
export interface PendingRegistration {
  readonly clientId: string;
  readonly flavour: FlavourName;
  readonly expires: number;
}

export interface AccessToken {
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly expires: number;
}

export type ChangeClaims = (claims: JWTPayload) => JWTPayload;

/** Everything that one practice LMS remembers. */
export interface Lms {
  /** Origin under which it is reached. */
  readonly address: string;
  /** The same, unless the platform shall be one whose issuer is not its host. */
  readonly issuer: string;
  readonly flavour: FlavourName;
  /** `_parent`, or the name of the frame that answers for the platform storage. */
  readonly storageTarget: string;
  readonly keys: PlatformKeys;
  readonly activities: Activity[];
  readonly tools: Tool[];
  readonly failures: Set<Failure>;
  slowSeconds: number;
  /** By the message hint that came with the login initiation. */
  readonly launches: Map<string, { readonly launch: Launch; readonly expires: number }>;
  /** By the registration token. */
  readonly pending: Map<string, PendingRegistration>;
  /** Ids of client assertions, with the time at which they expire. */
  readonly seenAssertions: Map<string, number>;
  readonly accessTokens: Map<string, AccessToken>;
  readonly requests: Record<Endpoint, number>;
  changeClaims: ChangeClaims | null;
  /** Writes what has to outlive the process. */
  save(): Promise<void>;
}
