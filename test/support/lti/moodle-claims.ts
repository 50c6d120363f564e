import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Claims } from './claim-names.ts';
import type { TestPlatform } from './test-platform.ts';

const folder = path.resolve(import.meta.dirname, '../../lti/fixtures/moodle');
/** Where the recorded Moodle, its tool and its client were. */
const recorded = { issuer: 'http://127.0.0.1:8085', tool: 'http://127.0.0.1:3000', clientId: 'MWWl8DVVbeaAtBp' };

/** The claims of a recorded token as the test platform would send them now; the nonce is left to the login. */
export function moodleClaims(name: string, { issuer, publicUrl, clientId }: TestPlatform): Claims {
  const text = readFileSync(path.join(folder, `${name}.json`), 'utf8')
    .replaceAll(recorded.issuer, issuer)
    .replaceAll(recorded.tool, publicUrl)
    .replaceAll(recorded.clientId, clientId);
  const { nonce: _, ...claims } = (JSON.parse(text) as { claims: Record<string, number> }).claims;
  const now = Math.floor(Date.now() / 1000);
  return { ...claims, iat: now, exp: now + (claims.exp! - claims.iat!) };
}
