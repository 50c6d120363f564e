import type { JWTPayload } from 'jose';
import type { Activity } from './courses.ts';
import type { Endpoint, Failure, FailureSettings } from './failures.ts';
import type { Column } from './gradebook/column.ts';
import type { Grade, ScorePost } from './gradebook/grade.ts';
import type { Person } from './people.ts';
import type { Choice, ChoiceAnswer } from './linking/choice.ts';
import type { PlatformKeys } from './platform-keys.ts';
import type { Enrolment } from './roster/enrolment.ts';
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
  /** What the choice is about, in an LtiDeepLinkingRequest. */
  readonly choice: Choice | null;
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

/** What one of the platform's endpoints was asked, and how it answered. */
export interface SeenRequest {
  readonly endpoint: Endpoint;
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Null as long as it is not answered, or where the connection was cut. */
  status: number | null;
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
  /** Everybody at this school, in a course or not. */
  readonly persons: Person[];
  readonly enrolments: Enrolment[];
  readonly columns: Column[];
  /** By column and person, see `cellKey`. */
  readonly grades: Map<string, Grade>;
  /** All scores that came since the start, oldest first, whatever became of them. */
  readonly scorePosts: ScorePost[];
  /** By id. */
  readonly choices: Map<string, Choice>;
  /** All that came back since the start, oldest first. */
  readonly choiceAnswers: ChoiceAnswer[];
  readonly failures: Set<Failure>;
  readonly failureSettings: FailureSettings;
  /** By the message hint that came with the login initiation. */
  readonly launches: Map<string, { readonly launch: Launch; readonly expires: number }>;
  /** By the registration token. */
  readonly pending: Map<string, PendingRegistration>;
  /** Ids of client assertions and nonces of responses, with the time in seconds at which they expire. */
  readonly seenAssertions: Map<string, number>;
  readonly accessTokens: Map<string, AccessToken>;
  readonly requests: Record<Endpoint, number>;
  /** The last ten thousand. */
  readonly seenRequests: SeenRequest[];
  changeClaims: ChangeClaims | null;
  /** Writes what has to outlive the process. */
  save(): Promise<void>;
}
