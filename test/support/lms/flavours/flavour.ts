import type { JWTPayload } from 'jose';
import type { Course } from '../courses.ts';
import type { Launch, Lms } from '../state.ts';
import type { FlavourName, Tool } from '../tool.ts';

/** Where a message is made: the platform, and what was asked for. */
export interface Place extends Launch {
  readonly lms: Lms;
  readonly course: Course;
}

/** What one kind of LMS does in its own way. */
export interface Flavour {
  readonly name: FlavourName;
  readonly title: string;
  readonly configurationPath: string;
  /** Members of the platform configuration that tell the product. */
  readonly product: { readonly product_family_code: string; readonly version: string };
  /** Moodle writes plain words where the specification has objects. */
  readonly messagesSupported: readonly (string | { readonly type: string })[];
  /** How the browser is sent to the tool's login URL. */
  readonly loginMethod: 'GET' | 'POST';
  readonly frameName: string;
  readonly registrationStatus: 200 | 201;
  /** Whether the answer to a registration says under which deployment the tool will be launched. */
  readonly namesDeployment: boolean;
  readonly tokenContentType: string;
  /** How the token endpoint says that it does not trust the client assertion of a tool. */
  tokenRefusal(words: string): { readonly status: number; readonly type: string; readonly text: string };
  readonly hasStorage: boolean;
  deploymentId(number: number): string;
  subject(personId: string): string;
  /** Opaque text that comes back with the authorization request. */
  messageHint(launch: Launch): string;
  /** What the login initiation says beyond the five parameters of the specification. */
  loginExtras(lms: Lms, tool: Tool): Readonly<Record<string, string>>;
  claims(place: Place): JWTPayload;
}
