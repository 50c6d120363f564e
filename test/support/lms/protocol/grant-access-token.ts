import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { flavours } from '../flavours/flavours.ts';
import type { Lms } from '../state.ts';
import type { Tool } from '../tool.ts';
import { AssertionRefused, clientOf } from './client-assertion.ts';

const tokenSeconds = 3600;
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const TokenRequest = z.object({
  grant_type: z.string(),
  client_assertion_type: z.string(),
  client_assertion: z.string(),
  scope: z.string(),
});

/** The token endpoint: client credentials, shown by a signed assertion (RFC 7523). Grants what was asked and registered. */
export async function grantAccessToken(lms: Lms, req: Request, res: Response) {
  const refuse = (status: number, error: string, description: string) =>
    res.status(status).json({ error, error_description: description });
  const parsed = TokenRequest.safeParse(req.body);
  if (!parsed.success) return refuse(400, 'invalid_request', z.prettifyError(parsed.error));
  const asked = parsed.data;
  if (asked.grant_type !== 'client_credentials') return refuse(400, 'unsupported_grant_type', asked.grant_type);
  if (asked.client_assertion_type !== assertionType) return refuse(400, 'invalid_request', 'client_assertion_type');
  let tool: Tool;
  try {
    tool = await clientOf(lms, asked.client_assertion);
  } catch (error) {
    if (!(error instanceof AssertionRefused)) throw error;
    if (!error.tool) return refuse(401, 'invalid_client', error.message);
    const { status, type, text } = flavours[error.tool.flavour].tokenRefusal(error.message);
    return res.status(status).type(type).send(text);
  }
  const granted = tool.scopes.filter((scope) => asked.scope.split(' ').includes(scope));
  if (granted.length === 0) return refuse(400, 'invalid_scope', 'None of these scopes was granted to the tool');
  const token = randomBytes(24).toString('base64url');
  lms.accessTokens.set(token, { clientId: tool.clientId, scopes: granted, expires: Date.now() + tokenSeconds * 1000 });
  res
    .set('Cache-Control', 'no-store')
    .type(flavours[tool.flavour].tokenContentType)
    .send(
      JSON.stringify({
        access_token: token,
        token_type: 'Bearer',
        expires_in: tokenSeconds,
        scope: granted.join(' '),
      }),
    );
}
