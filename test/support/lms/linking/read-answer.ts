import { compactVerify, createRemoteJWKSet, decodeProtectedHeader, errors, type JWTPayload } from 'jose';
import { z } from 'zod';
import { claim } from '../flavours/claim-names.ts';
import type { Lms } from '../state.ts';
import type { Tool } from '../tool.ts';
import type { Choice, ChoiceAnswer } from './choice.ts';
import { ContentItem } from './content-item.ts';

const Claims = z.record(z.string(), z.unknown());

/** Reads a deep linking response as a strict platform does, and says everything that is wrong with it. */
export async function readAnswer(lms: Lms, choiceId: string, jwt: unknown): Promise<ChoiceAnswer> {
  const choice = lms.choices.get(choiceId) ?? null;
  const refused = (...problems: string[]): ChoiceAnswer => ({ choice, claims: null, items: [], problems });
  if (!choice || choice.expires < Date.now())
    return refused('The address does not belong to a choice that was begun here, or it was begun too long ago');
  if (choice.isAnswered) return refused('This choice was answered already');
  const tool = lms.tools.find(({ clientId }) => clientId === choice.clientId);
  if (!tool) return refused('The tool is no longer registered');
  if (typeof jwt !== 'string' || jwt === '') return refused('The form has no field named JWT');
  const signed = await verified(tool, jwt);
  if (typeof signed === 'string') return refused(signed);
  const { items, problems } = itemsIn(signed, choice, tool);
  const wrong = [...problemsOf(lms, tool, choice, signed), ...problems];
  if (wrong.length === 0) lms.seenAssertions.set(nonceKey(tool, signed), signed.exp!);
  return { choice, claims: signed, items: wrong.length === 0 ? items : [], problems: wrong };
}

/** The claims, or why the signature proves nothing. */
async function verified(tool: Tool, jwt: string): Promise<JWTPayload | string> {
  try {
    const { alg, kid } = decodeProtectedHeader(jwt);
    if (alg !== 'RS256') return `The header says alg ${alg}, and RS256 is accepted`;
    if (!kid) return 'The header names no key (kid)';
    const keys = createRemoteJWKSet(new URL(tool.jwksUrl));
    const { payload } = await compactVerify(jwt, keys, { algorithms: ['RS256'] });
    return Claims.parse(JSON.parse(Buffer.from(payload).toString()));
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return `The signature: ${error.message}`;
    if (error instanceof SyntaxError || error instanceof z.ZodError) return 'What was signed is no JSON object';
    throw error;
  }
}

function problemsOf(lms: Lms, tool: Tool, { data }: Choice, claims: JWTPayload): readonly string[] {
  const now = Date.now() / 1000;
  const { iss, aud, iat, exp, nonce } = claims;
  const expected = (name: string, is: unknown, ought: string) =>
    is === ought ? null : `${name} is ${JSON.stringify(is)}, and has to be ${JSON.stringify(ought)}`;
  return [
    expected('iss', iss, tool.clientId),
    [aud].flat().includes(lms.issuer) ? null : expected('aud', aud, lms.issuer),
    typeof iat !== 'number' ? 'iat is missing' : iat > now + 60 ? 'iat lies in the future' : null,
    typeof exp !== 'number'
      ? 'exp is missing'
      : exp < now
        ? 'exp is over'
        : exp > now + 86_400
          ? 'exp is too far off'
          : null,
    typeof nonce !== 'string' || nonce === '' ? 'nonce is missing' : null,
    lms.seenAssertions.has(nonceKey(tool, claims)) ? 'nonce was used already' : null,
    expected('deployment_id', claims[claim.deploymentId], tool.deploymentId),
    expected('message_type', claims[claim.messageType], 'LtiDeepLinkingResponse'),
    expected('version', claims[claim.version], '1.3.0'),
    data !== null ? expected('data', claims[claim.deepLinkingData], data) : null,
    data === null && claims[claim.deepLinkingData] !== undefined ? 'data came, and none was sent' : null,
    ...texts.map((name) => (['string', 'undefined'].includes(typeof claims[name]) ? null : `${name} is no text`)),
  ].filter((problem) => problem !== null);
}

const texts = [claim.deepLinkingMessage, claim.deepLinkingError, claim.deepLinkingLog, claim.deepLinkingErrorLog];

const nonceKey = (tool: Tool, { nonce }: JWTPayload) => `nonce ${tool.clientId} ${String(nonce)}`;

function itemsIn(claims: JWTPayload, { acceptsMultiple }: Choice, tool: Tool) {
  const given = claims[claim.contentItems] ?? [];
  if (!Array.isArray(given)) return { items: [], problems: ['content_items is no list'] };
  const read = given.map((item) => ContentItem.safeParse(item));
  const problems = read.flatMap(({ success, error }, index) =>
    success
      ? []
      : error.issues.map((issue) => `${z.core.toDotPath(['content_items', index, ...issue.path])}: ${issue.message}`),
  );
  const items = read.flatMap(({ data }) => data ?? []);
  if (given.length > 1 && !acceptsMultiple) problems.push(`content_items has ${given.length}, and one is accepted`);
  problems.push(
    ...items.filter((item) => !isOf(tool, item)).map(({ url }) => `content_items: ${url} is not at the tool`),
  );
  return { items, problems };
}

const isOf = (tool: Tool, { url }: ContentItem) =>
  url === undefined || new URL(url).hostname === new URL(tool.targetLinkUri).hostname;
