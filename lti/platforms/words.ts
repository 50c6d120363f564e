/** What we give to a platform, by what it is for us; each platform has names of its own for it. */
export const toolFields = ['target', 'login', 'redirect', 'keys', 'config', 'domain'] as const;
export type ToolField = (typeof toolFields)[number];
/** What only some platforms ask for. */
type OwnToolField = 'config' | 'domain';

/** What a platform shows in return, by its property of a registration. */
export const platformFields = [
  'issuer',
  'clientId',
  'authorizationEndpoint',
  'tokenEndpoint',
  'jwksUri',
  'deploymentIds',
] as const;
export type PlatformField = (typeof platformFields)[number];

/** Keys of the words that stand on a platform's own pages, so that an administrator finds there what we speak of. */
export interface PlatformWords {
  /** What to do with a registration link, step by step; null where the platform cannot register itself as the standard says. */
  readonly byLink: readonly string[] | null;
  /** Why not. */
  readonly noLink?: string;
  /** Where a tool is entered by hand. */
  readonly byHand: string;
  /** Where the platform shows its own values afterwards. */
  readonly shown: string;
  /** In the order in which its form asks. */
  readonly tool: Readonly<Record<Exclude<ToolField, OwnToolField>, string> & Partial<Record<OwnToolField, string>>>;
  readonly platform: Readonly<Record<PlatformField, string>>;
}

/** The standard's own words, for a platform that we know nothing of. */
export const standardWords: PlatformWords = {
  byLink: ['lti.lms.other.link.open', 'lti.lms.other.link.paste'],
  byHand: 'lti.lms.other.byHand',
  shown: 'lti.lms.other.shown',
  tool: {
    target: 'lti.lms.other.tool.target',
    login: 'lti.lms.other.tool.login',
    redirect: 'lti.lms.other.tool.redirect',
    keys: 'lti.lms.other.tool.keys',
  },
  platform: {
    issuer: 'lti.lms.other.platform.issuer',
    clientId: 'lti.lms.other.platform.clientId',
    authorizationEndpoint: 'lti.lms.other.platform.authorizationEndpoint',
    tokenEndpoint: 'lti.lms.other.platform.tokenEndpoint',
    jwksUri: 'lti.lms.other.platform.jwksUri',
    deploymentIds: 'lti.lms.other.platform.deploymentIds',
  },
};
