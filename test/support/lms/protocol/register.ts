import { randomInt } from 'node:crypto';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { claim, scopes } from '../flavours/claim-names.ts';
import { flavours } from '../flavours/flavours.ts';
import { sign } from '../platform-keys.ts';
import type { Lms, PendingRegistration } from '../state.ts';
import type { FlavourName, Tool } from '../tool.ts';
import { addTool } from '../add-tool.ts';

const tokenSeconds = 3600;

/** Where the tool's registration page has to be opened, with a token that registers one tool within an hour. */
export async function beginRegistration(lms: Lms, registrationUrl: string, flavour: FlavourName): Promise<string> {
  const clientId = newClientId(flavour);
  const now = Math.floor(Date.now() / 1000);
  const claims = { sub: clientId, scope: 'reg', iat: now, exp: now + tokenSeconds };
  const token = await sign(claims, lms.keys[0]!, lms.keys[0]!.kid);
  lms.pending.set(token, { clientId, flavour, expires: Date.now() + tokenSeconds * 1000 });
  const url = new URL(registrationUrl);
  url.searchParams.set('openid_configuration', lms.address + flavours[flavour].configurationPath);
  url.searchParams.set('registration_token', token);
  return url.href;
}

export function newClientId(flavour: FlavourName): string {
  if (flavour === 'canvas')
    return `1${randomInt(10 ** 12)
      .toString()
      .padStart(13, '0')}`;
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  return Array.from({ length: 15 }, () => letters[randomInt(letters.length)]).join('');
}

export const bearerOf = (req: Request) => /^Bearer (.+)$/i.exec(req.headers.authorization ?? '')?.[1] ?? '';

/** The registration that this token may make; null when it is unknown, used or too old. */
export function pendingFor(lms: Lms, token: string): PendingRegistration | null {
  const pending = lms.pending.get(token);
  return pending && pending.expires > Date.now() ? pending : null;
}

const has = (word: string) => z.array(z.string()).refine((words) => words.includes(word), `has to contain ${word}`);

const Registration = z.object({
  application_type: z.literal('web'),
  response_types: has('id_token'),
  grant_types: has('implicit').refine(
    (words) => words.includes('client_credentials'),
    'has to contain client_credentials',
  ),
  initiate_login_uri: z.url(),
  redirect_uris: z.array(z.url()).min(1),
  client_name: z.string().min(1),
  jwks_uri: z.url(),
  token_endpoint_auth_method: z.literal('private_key_jwt'),
  scope: z.string().default(''),
  [claim.toolConfiguration]: z.looseObject({
    domain: z.string().min(1),
    target_link_uri: z.url(),
    custom_parameters: z.record(z.string(), z.string()).default({}),
    claims: z.array(z.string()).default([]),
    messages: z.array(z.looseObject({ type: z.string() })).default([]),
  }),
});
type Registration = z.output<typeof Registration>;

/** The registration endpoint of OpenID Connect Dynamic Client Registration, with LTI's tool configuration. */
export async function register(lms: Lms, req: Request, res: Response) {
  const token = bearerOf(req);
  const pending = pendingFor(lms, token);
  if (!pending) return res.status(401).json({ error: 'invalid_token', error_description: 'Unknown, used or too old' });
  const parsed = Registration.safeParse(req.body);
  if (!parsed.success)
    return res.status(400).json({ error: 'invalid_client_metadata', error_description: z.prettifyError(parsed.error) });
  lms.pending.delete(token);
  const tool = await addTool(lms, { ...pending, ...described(parsed.data) });
  const flavour = flavours[tool.flavour];
  res.status(flavour.registrationStatus).json(answer(parsed.data, tool, flavour.namesDeployment));
}

function described(asked: Registration) {
  const configuration = asked[claim.toolConfiguration];
  return {
    name: asked.client_name,
    loginUrl: asked.initiate_login_uri,
    redirectUris: asked.redirect_uris,
    jwksUrl: asked.jwks_uri,
    targetLinkUri: configuration.target_link_uri,
    scopes: scopes.filter((scope) => asked.scope.split(' ').includes(scope)),
    custom: configuration.custom_parameters,
  };
}

/** Only what was granted; labels and the plain launch of a resource link are left out, as Moodle does. */
const answer = (asked: Registration, tool: Tool, namesDeployment: boolean) => ({
  client_id: tool.clientId,
  application_type: 'web',
  response_types: ['id_token'],
  grant_types: ['client_credentials', 'implicit'],
  initiate_login_uri: tool.loginUrl,
  redirect_uris: tool.redirectUris,
  jwks_uri: tool.jwksUrl,
  token_endpoint_auth_method: 'private_key_jwt',
  client_name: tool.name,
  logo_uri: '',
  scope: tool.scopes.join(' '),
  [claim.toolConfiguration]: {
    version: '1.3.0',
    ...(namesDeployment ? { deployment_id: tool.deploymentId } : {}),
    target_link_uri: tool.targetLinkUri,
    domain: asked[claim.toolConfiguration].domain,
    messages: asked[claim.toolConfiguration].messages
      .filter(({ type }) => type !== 'LtiResourceLinkRequest')
      .map(({ label: _label, ...message }) => message),
    custom_parameters: tool.custom,
    claims: asked[claim.toolConfiguration].claims,
  },
});
