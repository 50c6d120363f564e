import type { Request, Response } from 'express';
import { claim, scopes } from '../flavours/claim-names.ts';
import type { Flavour } from '../flavours/flavour.ts';
import { flavours } from '../flavours/flavours.ts';
import type { Lms } from '../state.ts';
import { bearerOf, pendingFor } from './register.ts';

/** The OpenID configuration of this platform, with what LTI adds. Canvas shows it to whoever registers only. */
export function showConfiguration(lms: Lms, flavour: Flavour, req: Request, res: Response) {
  const pending = pendingFor(lms, bearerOf(req));
  if (flavour.name === 'canvas' && !pending) return res.status(401).json({ error: 'invalid_token' });
  res.json(configurationOf(lms, pending ? flavours[pending.flavour] : flavour));
}

const configurationOf = (lms: Lms, flavour: Flavour) => ({
  issuer: lms.issuer,
  authorization_endpoint: `${lms.address}/auth`,
  token_endpoint: `${lms.address}/token`,
  jwks_uri: `${lms.address}/jwks`,
  registration_endpoint: `${lms.address}/registration`,
  token_endpoint_auth_methods_supported: ['private_key_jwt'],
  token_endpoint_auth_signing_alg_values_supported: ['RS256'],
  scopes_supported: ['openid', ...scopes],
  response_types_supported: ['id_token'],
  subject_types_supported: ['public', 'pairwise'],
  id_token_signing_alg_values_supported: ['RS256'],
  claims_supported: ['sub', 'iss', 'name', 'given_name', 'family_name', 'email'],
  ...(flavour.name === 'canvas' ? { authorization_server: new URL(lms.address).host } : {}),
  [claim.platformConfiguration]: {
    ...flavour.product,
    messages_supported: flavour.messagesSupported,
    variables: ['User.id', 'User.username', 'Person.sourcedId', 'Context.id', 'Context.id.history', 'ResourceLink.id'],
    ...(flavour.name === 'canvas' ? { 'https://canvas.instructure.com/lti/account_name': 'Practice LMS' } : {}),
  },
});
