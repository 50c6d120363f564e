import type { NewTool } from './add-tool.ts';
import type { Activity } from './courses.ts';
import type { courses } from './courses.ts';
import type { Endpoint, Failure } from './failures.ts';
import type { people, Person } from './people.ts';
import type { AccessToken, ChangeClaims, Message } from './state.ts';
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
  /** JSON file in which keys and registered tools outlive the process; made when it is not there. */
  readonly dataFile?: string;
}

export interface LaunchOptions {
  readonly message?: Message;
  /** Whose submission is looked at, in an LtiSubmissionReviewRequest. */
  readonly about?: Person;
}

/** A small LTI 1.3 platform with pages. It speaks with tools by HTTP only. */
export interface PracticeLms {
  readonly address: string;
  readonly issuer: string;
  readonly people: typeof people;
  readonly courses: typeof courses;
  readonly tools: readonly Tool[];
  /** Each tool brings three: in a frame, in a new tab, and in a frame of the other course. */
  readonly activities: readonly Activity[];
  /** How often each endpoint was asked. */
  readonly requests: Readonly<Record<Endpoint, number>>;
  /** Granted by the token endpoint. */
  readonly accessTokens: ReadonlyMap<string, AccessToken>;
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
  /** Switches on what shall go wrong, until it is mended. */
  fail(...failures: readonly Failure[]): void;
  /** Without arguments everything works again. */
  mend(...failures: readonly Failure[]): void;
  setSlowSeconds(seconds: number): void;
  /** What is applied to the claims of every id_token before it is signed; null for nothing. */
  changeClaims(change: ChangeClaims | null): void;
  /** The next key signs from now on. The old one stays published unless it shall be forgotten. */
  rotateKeys(options?: { readonly forget?: boolean }): Promise<void>;
  close(): Promise<void>;
}

export type ToolByHand = Pick<NewTool, 'loginUrl' | 'redirectUris' | 'jwksUrl' | 'targetLinkUri'> & Partial<NewTool>;

export type ActivityByHand = Pick<Activity, 'courseId' | 'clientId' | 'targetLinkUri'> & Partial<Activity>;
