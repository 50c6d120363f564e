import { blackboard } from './blackboard.ts';
import { brightspace } from './brightspace.ts';
import { canvas } from './canvas.ts';
import { standardGradebook, type Gradebook } from './gradebook.ts';
import { moodle } from './moodle.ts';
import { openEdx } from './open-edx.ts';
import { sakai } from './sakai.ts';
import { standardWords, type PlatformWords } from './words.ts';

/** What is particular to one family of platforms; everything else is as the standard says. */
export interface PlatformProfile {
  /** `tool_platform.product_family_code`, and what an administrator chooses. */
  readonly family: string;
  readonly name: string;
  /** Whether `target_link_uri` of the token may differ from the login's (EDX-06). */
  readonly mayChangeTarget: boolean;
  /** Issuer and endpoints where they are the same for every school; `{host}` stands for the site's address, `{clientId}` for the client id. */
  readonly endpoints: {
    readonly issuer: string;
    readonly authorizationEndpoint: string;
    readonly tokenEndpoint: string;
    readonly jwksUri: string;
  } | null;
  readonly tokenAudience: string | null;
  /** Issuers that sites at other hosts use too, and the hosts that may publish the keys then. */
  readonly sharedIssuers?: { readonly issuers: readonly string[]; readonly keyHosts: readonly string[] };
  /** Variables beside the standard's that we ask for, by the names of the custom parameters. */
  readonly customParameters?: Readonly<Record<string, string>>;
  /** What the family reads in a tool's configuration beside the standard. */
  readonly toolConfiguration?: Readonly<Record<string, unknown>>;
  /** Where its platform configuration says what the site is called. */
  readonly siteNameClaim?: string;
  /** What is left to do in the LMS after a dynamic registration, where the tool does not work at once. */
  readonly afterRegistration?: 'activate' | 'switchOn';
  readonly gradebook?: Partial<Gradebook>;
  readonly words: PlatformWords;
}

export const standard: PlatformProfile = {
  family: 'other',
  name: 'LTI 1.3',
  mayChangeTarget: false,
  endpoints: null,
  tokenAudience: null,
  words: standardWords,
};

export const platformProfiles: readonly PlatformProfile[] = [moodle, canvas, blackboard, brightspace, sakai, openEdx];

/** What an administrator can choose: the families that we know, and any other platform. */
export const families: readonly string[] = [...platformProfiles, standard].map(({ family }) => family);

/** How a product family keeps grades. */
export const gradebookOf = (family: string | null): Gradebook => ({
  ...standardGradebook,
  ...profileOf(family).gradebook,
});

/** The profile of a product family; the standard's for one that we do not know. */
export const profileOf = (family: string | null): PlatformProfile =>
  platformProfiles.find((profile) => profile.family === family?.toLowerCase()) ?? standard;
