import { createRemoteJWKSet, decodeJwt, errors, jwtVerify, type JWTPayload } from 'jose';
import type { Lms } from '../state.ts';
import type { Tool } from '../tool.ts';

/** Says why, for whoever looks into the answer of the token endpoint. */
export class AssertionRefused extends Error {
  /** Whose assertion it seems to be; null when that cannot be told. */
  readonly tool: Tool | null;
  constructor(message: string, tool: Tool | null = null) {
    super(message);
    this.tool = tool;
  }
}

/** The tool that made this client assertion, which counts once. Throws AssertionRefused otherwise. */
export async function clientOf(lms: Lms, assertion: string): Promise<Tool> {
  const tool = lms.tools.find(({ clientId }) => clientId === claimed(assertion));
  if (!tool) throw new AssertionRefused('No tool is registered under this client id');
  const claims = await verified(lms, tool, assertion);
  remember(lms, tool, claims);
  return tool;
}

function claimed(assertion: string) {
  try {
    return decodeJwt(assertion).iss;
  } catch {
    throw new AssertionRefused('The assertion is no JWT');
  }
}

async function verified(lms: Lms, tool: Tool, assertion: string) {
  try {
    const { payload } = await jwtVerify(assertion, createRemoteJWKSet(new URL(tool.jwksUrl)), {
      issuer: tool.clientId,
      subject: tool.clientId,
      audience: [`${lms.address}/token`, lms.issuer],
      algorithms: ['RS256'],
      requiredClaims: ['exp', 'iat', 'jti'],
      clockTolerance: 60,
      maxTokenAge: '1h',
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError)
      throw new AssertionRefused(error.message, tool);
    throw error;
  }
}

function remember({ seenAssertions }: Lms, tool: Tool, { jti, exp = 0 }: JWTPayload) {
  for (const [known, expires] of seenAssertions) if (expires + 60 < Date.now() / 1000) seenAssertions.delete(known);
  const id = `${tool.clientId} ${jti}`;
  if (seenAssertions.has(id)) throw new AssertionRefused('This assertion was used already', tool);
  seenAssertions.set(id, exp);
}
