import type { NewTool } from './add-tool.ts';
import type { Activity, Course, courses } from './courses.ts';
import type { Endpoint, Failure, FailureSettings } from './failures.ts';
import type { Gradebook } from './gradebook/gradebook.ts';
import type { Choice, ChoiceAnswer } from './linking/choice.ts';
import type { ChooseOptions } from './paths.ts';
import type { people, Person } from './people.ts';
import type { RosterOfTests } from './roster/face-of-roster.ts';
import type { AccessToken, ChangeClaims, Message, SeenRequest } from './state.ts';
import type { FlavourName, Tool } from './tool.ts';

export interface PracticeLmsOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** The default is 127.0.0.1, so that a tool at `localhost` is on another site, as in real life. */
  readonly host?: string;
  /** How it speaks with tools that nothing else is said of; the default is `moodle`. */
  readonly flavour?: FlavourName;
  /** The default is the address; Canvas in the cloud has the same issuer for every school. */
  readonly issuer?: string;
  /** Who answers for the platform storage of the flavour `canvas`: a hidden frame of this name, or `_parent`. */
  readonly storageTarget?: string;
  /** JSON file in which keys, tools, activities, people and grades outlive the process; made when it is not there. */
  readonly dataFile?: string;
  /** How many made-up students are in Programming 1 besides the cast. */
  readonly members?: number;
}

export interface LaunchOptions {
  readonly message?: Message;
  /** Whose submission is looked at, in an LtiSubmissionReviewRequest. */
  readonly about?: Person;
}

/** A small LTI 1.3 platform with pages. It speaks with tools by HTTP only. */
export interface PracticeLms extends Gradebook, RosterOfTests {
  readonly address: string;
  readonly issuer: string;
  readonly people: typeof people;
  readonly courses: typeof courses;
  readonly tools: readonly Tool[];
  /** Each tool brings three: in a frame, in a new tab, and in a frame of the other course. */
  readonly activities: readonly Activity[];
  /** How often each endpoint was asked. */
  readonly requests: Readonly<Record<Endpoint, number>>;
  /** What the endpoints were asked, oldest first; the last ten thousand. */
  readonly seenRequests: readonly SeenRequest[];
  /** Granted by the token endpoint. */
  readonly accessTokens: ReadonlyMap<string, AccessToken>;
  /** Whoever has an access token has to ask for another. */
  revokeAccessTokens(): void;
  /** Dynamic registration without a browser. Throws an Error with the tool's answer when no tool came of it. */
  registerTool(registrationUrl: string, options?: { readonly flavour?: FlavourName }): Promise<Tool>;
  /** The tool's registration page with the parameters for one registration, to be opened in a browser. */
  registrationAddress(registrationUrl: string, options?: { readonly flavour?: FlavourName }): Promise<string>;
  /** Registers by hand; client id, scopes and the rest are filled in. */
  addTool(tool: ToolByHand): Promise<Tool>;
  addActivity(activity: ActivityByHand): Activity;
  /** Path of the page that shows the activity to this person, who is signed in by it. */
  activityPath(activity: Activity, person: Person): string;
  /** Path that begins the launch itself, where the activity page has its frame. */
  launchPath(activity: Activity, person: Person, options?: LaunchOptions): string;
  /** Path of the page on which a teacher chooses in the tool what becomes an activity. */
  choosePath(course: Course, tool: Tool, person: Person, options?: ChooseOptions): string;
  /** Path that begins that choice itself, where the page has its frame. */
  chooseLaunchPath(course: Course, tool: Tool, person: Person, options?: ChooseOptions): string;
  /** Choices that were begun, by the id that their return address carries as `sesskey`. */
  readonly choices: ReadonlyMap<string, Choice>;
  /** What came back from choices since the start, also what was refused, with the reasons. */
  readonly choiceAnswers: readonly ChoiceAnswer[];
  /** Switches on what shall go wrong, until it is mended. */
  fail(...failures: readonly Failure[]): void;
  /** Without arguments everything works again, as at the start. */
  mend(...failures: readonly Failure[]): void;
  /** How late a slow answer is, what Retry-After says, and which share of the requests fails (1 is all). */
  setFailures(settings: Partial<FailureSettings>): void;
  setSlowSeconds(seconds: number): void;
  /** What is applied to the claims of every id_token before it is signed; null for nothing. */
  changeClaims(change: ChangeClaims | null): void;
  /** The next key signs from now on. The old one stays published unless it shall be forgotten. */
  rotateKeys(options?: { readonly forget?: boolean }): Promise<void>;
  close(): Promise<void>;
}

export type ToolByHand = Pick<NewTool, 'loginUrl' | 'redirectUris' | 'jwksUrl' | 'targetLinkUri'> & Partial<NewTool>;

export type ActivityByHand = Pick<Activity, 'courseId' | 'clientId' | 'targetLinkUri'> &
  Partial<Activity> & {
    /** Points of its column in the gradebook; the default is 100. */
    readonly scoreMaximum?: number;
    /** How often something may be handed in, where the kind of LMS counts it. */
    readonly allowedAttempts?: number;
  };
