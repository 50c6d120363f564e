/** What a tool has to know of a platform, as the platform's configuration calls it. */
export interface Platform {
  readonly issuer: string;
  readonly clientId: string;
  readonly registration_endpoint: string;
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly jwks_uri: string;
}

/** What the minimal tool sends to register itself. */
export const registrationOf = (address: string, scope: string) => ({
  application_type: 'web',
  response_types: ['id_token'],
  grant_types: ['implicit', 'client_credentials'],
  initiate_login_uri: `${address}/login`,
  redirect_uris: [`${address}/launch`],
  client_name: 'Minimal tool',
  jwks_uri: `${address}/keys`,
  token_endpoint_auth_method: 'private_key_jwt',
  scope,
  'https://purl.imsglobal.org/spec/lti-tool-configuration': {
    domain: new URL(address).host,
    target_link_uri: `${address}/`,
    claims: ['iss', 'sub', 'name'],
    custom_parameters: {
      person: '$User.id',
      course: '$Canvas.course.id',
      link: '$ResourceLink.id',
      odd: '$Not.known',
    },
    messages: [{ type: 'LtiResourceLinkRequest' }, { type: 'LtiDeepLinkingRequest', label: 'Pick' }],
  },
});

/** Nonce and state are telling here, so that a test sees them again. */
export function authorizationRequest(platform: Platform, address: string, login: Readonly<Record<string, string>>) {
  const url = new URL(platform.authorization_endpoint);
  url.search = new URLSearchParams({
    scope: 'openid',
    response_type: 'id_token',
    response_mode: 'form_post',
    prompt: 'none',
    client_id: platform.clientId,
    redirect_uri: `${address}/launch`,
    login_hint: login['login_hint']!,
    lti_message_hint: login['lti_message_hint']!,
    state: 'the-state',
    nonce: 'the-nonce',
  }).toString();
  return url.href;
}
