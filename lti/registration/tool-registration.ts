import { profileOf } from '../platforms/profile.ts';
import { keysUri, loginUri, redirectUri, targetLinkUri } from '../tool-addresses.ts';
import { neededClaims, neededMessages, neededParameters, neededScopes, wantedScopes } from './needed.ts';
import type { OfferedMessage, PlatformConfiguration } from './platform-configuration.ts';

export const toolConfigurationName = 'https://purl.imsglobal.org/spec/lti-tool-configuration';
export const toolName = 'Assay';

/** The client metadata that we post to a platform (lti-dr 3.6): of scopes, claims and messages what is both offered and needed. */
export function toolRegistration(
  scope: { url(path: string): string },
  { offered, productFamily }: PlatformConfiguration,
): Readonly<Record<string, unknown>> {
  const { toolConfiguration = {}, customParameters = {} } = profileOf(productFamily);
  const targetUri = targetLinkUri(scope);
  return {
    application_type: 'web',
    response_types: ['id_token'],
    grant_types: ['implicit', 'client_credentials'],
    initiate_login_uri: loginUri(scope),
    redirect_uris: [redirectUri(scope)],
    client_name: toolName,
    'client_name#de': toolName,
    client_uri: scope.url('/'),
    jwks_uri: keysUri(scope),
    token_endpoint_auth_method: 'private_key_jwt',
    scope: [...both(neededScopes, offered.scopes), ...both(wantedScopes, offered.scopes ?? [])].join(' '),
    [toolConfigurationName]: {
      domain: new URL(targetUri).host,
      target_link_uri: targetUri,
      description: toolDescription.en,
      'description#de': toolDescription.de,
      custom_parameters: { ...neededParameters, ...customParameters },
      claims: both(neededClaims, offered.claims),
      messages: messages(offered.messages).map((message) => ({
        target_link_uri: targetUri,
        label: toolName,
        ...message,
      })),
      ...toolConfiguration,
    },
  };
}

/** For the lists of tools in an LMS, whose administrator may speak either. */
export const toolDescription = {
  en: 'Coding assignments, judged automatically',
  de: 'Programmieraufgaben, automatisch geprüft',
} as const;

const both = (needed: readonly string[], offered: readonly string[] | null) =>
  needed.filter((name) => offered === null || offered.includes(name));

const messages = (offered: readonly OfferedMessage[] | null) =>
  neededMessages.flatMap(({ type, placements }) => {
    const listed = offered?.find((message) => message.type === type);
    if (offered && !listed) return [];
    const wanted = listed?.placements ? both(placements, listed.placements) : [];
    return [{ type, ...(wanted.length > 0 ? { placements: wanted } : {}) }];
  });
