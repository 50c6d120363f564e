import { profileOf } from '../platforms/profile.ts';
import type { PlatformConfiguration } from './platform-configuration.ts';
import { RegistrationFailed } from './registration-failed.ts';

/**
 * Whether a configuration may speak for its issuer and can work with us (lti-dr 3.5.1): `url` is where it was fetched, and what
 * was fetched there may be http only where an operator allowed that very origin. Throws RegistrationFailed.
 */
export function checkConfiguration(configuration: PlatformConfiguration, url: URL): void {
  const { authMethods, algorithms } = configuration;
  if (!isIssuerOf(configuration, url))
    throw new RegistrationFailed('issuerDiffers', { detail: `${hostOf(configuration.issuer)} ≠ ${url.host}` });
  for (const [field, endpoint] of Object.entries(endpointsOf(configuration)))
    if (!isCallable(endpoint, url)) throw new RegistrationFailed('endpointRefused', { detail: field });
  if (authMethods && !authMethods.includes('private_key_jwt')) throw new RegistrationFailed('privateKeyJwtMissing');
  if (algorithms && !algorithms.includes('RS256')) throw new RegistrationFailed('rs256Missing');
}

/** Keys of one host and an issuer of another go together only where the family is known to do so (CAN-01, CAN-03). */
function isIssuerOf({ issuer, jwksUri, productFamily }: PlatformConfiguration, { host }: URL) {
  const issuerUrl = URL.parse(issuer);
  if (!issuerUrl || !/^https?:$/.test(issuerUrl.protocol)) return false;
  if (issuerUrl.host === host) return true;
  const shared = profileOf(productFamily).sharedIssuers;
  return (
    shared !== undefined && shared.issuers.includes(issuer) && [host, ...shared.keyHosts].includes(hostOf(jwksUri))
  );
}

const endpointsOf = (configuration: PlatformConfiguration) => ({
  authorization_endpoint: configuration.authorizationEndpoint,
  token_endpoint: configuration.tokenEndpoint,
  jwks_uri: configuration.jwksUri,
  registration_endpoint: configuration.registrationEndpoint,
});

function isCallable(endpoint: string, { origin }: URL) {
  const url = URL.parse(endpoint);
  if (!url || url.username || url.password) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && url.origin === origin);
}

const hostOf = (url: string) => URL.parse(url)?.host ?? '';
