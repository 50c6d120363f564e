import { z } from 'zod';
import { profileOf } from '../platforms/profile.ts';
import { RegistrationFailed } from './registration-failed.ts';

export const platformConfigurationName = 'https://purl.imsglobal.org/spec/lti-platform-configuration';

/** PostgreSQL cannot store a NUL. */
const text = z
  .string()
  .min(1)
  .max(2_000)
  .refine((value) => !value.includes('\0'));
const optionalText = text.optional().catch(undefined);
/** What is no list of words is as good as not stated. */
const words = z
  .array(z.unknown())
  .transform((values) => values.filter((value) => typeof value === 'string'))
  .optional()
  .catch(undefined);

/** Moodle lists messages as words, the specification as objects (DR-06). */
const Message = z.union([
  z.string().transform((type) => ({ type, placements: undefined })),
  z.object({ type: z.string(), placements: words }),
  z.unknown().transform(() => null),
]);

const PlatformPart = z.looseObject({
  product_family_code: optionalText,
  messages_supported: z
    .array(Message)
    .transform((messages) => messages.filter((message) => message !== null))
    .optional()
    .catch(undefined),
});

const Configuration = z.object({
  issuer: text,
  authorization_endpoint: text,
  token_endpoint: text,
  jwks_uri: text,
  registration_endpoint: text,
  authorization_server: optionalText,
  token_endpoint_auth_methods_supported: words,
  id_token_signing_alg_values_supported: words,
  scopes_supported: words,
  claims_supported: words,
  [platformConfigurationName]: PlatformPart.optional().catch(undefined),
});

export interface PlatformConfiguration {
  readonly issuer: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly jwksUri: string;
  readonly registrationEndpoint: string;
  readonly tokenAudience: string | null;
  readonly productFamily: string | null;
  readonly siteName: string | null;
  readonly authMethods: readonly string[] | null;
  readonly algorithms: readonly string[] | null;
  /** Null where the platform does not say. */
  readonly offered: {
    readonly scopes: readonly string[] | null;
    readonly claims: readonly string[] | null;
    readonly messages: readonly OfferedMessage[] | null;
  };
}

export interface OfferedMessage {
  readonly type: string;
  readonly placements?: readonly string[] | undefined;
}

/** Reads a platform's OpenID configuration (lti-dr 3.5). Throws RegistrationFailed, naming every field that is missing. */
export function readConfiguration(json: unknown): PlatformConfiguration {
  const { data, error } = Configuration.safeParse(json);
  if (error) {
    const fields = error.issues.map(({ path }) => String(path[0] ?? 'JSON'));
    throw new RegistrationFailed('configurationIncomplete', { detail: [...new Set(fields)].join(', ') });
  }
  const platform = data[platformConfigurationName];
  const productFamily = platform?.product_family_code ?? null;
  return {
    issuer: data.issuer,
    authorizationEndpoint: data.authorization_endpoint,
    tokenEndpoint: data.token_endpoint,
    jwksUri: data.jwks_uri,
    registrationEndpoint: data.registration_endpoint,
    tokenAudience: audienceOf(data.authorization_server),
    productFamily,
    siteName: text.safeParse(platform?.[profileOf(productFamily).siteNameClaim ?? '']).data ?? null,
    authMethods: data.token_endpoint_auth_methods_supported ?? null,
    algorithms: data.id_token_signing_alg_values_supported ?? null,
    offered: {
      scopes: data.scopes_supported ?? null,
      claims: data.claims_supported ?? null,
      messages: platform?.messages_supported ?? null,
    },
  };
}

/** Canvas names a bare host here, and wants its token endpoint as the audience all the same (CAN-18). */
const audienceOf = (server: string | undefined) => (server && URL.canParse(server) ? server : null);
