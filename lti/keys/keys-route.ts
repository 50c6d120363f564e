import { everybody } from '#src/http/allow.ts';
import { document } from '#src/http/reply.ts';
import { get } from '#src/http/route.ts';
import type { InstallationScope } from '#src/scope/scope.ts';
import { ensureToolKeys, publishedKeys } from './tool-keys.ts';

const keptMs = 60_000;
const seconds = 3_600;
/** By the keyring, so that two applications in one process, as tests have them, do not share it. */
const kept = new WeakMap<object, { readonly body: string; readonly until: number }>();

/** Our key set (Security Framework 6.3): platforms ask at each token that we want, so it answers from memory. */
export const keysRoute = get('/lti/keys', {
  summary: 'The public keys that verify what Assay signs, as a JSON Web Key Set',
  tenant: 'none',
  work: 'steps',
  countsItself: true,
  allow: everybody,
  handle: async (scope) =>
    document('application/json', await keySet(scope), { 'Cache-Control': `public, max-age=${seconds}` }),
});

async function keySet(scope: InstallationScope) {
  const known = kept.get(scope.keys);
  if (known && known.until > Date.now()) return known.body;
  await ensureToolKeys(scope);
  const body = JSON.stringify({ keys: await publishedKeys(scope) });
  kept.set(scope.keys, { body, until: Date.now() + keptMs });
  return body;
}

/** After a rotation this process shows the new set at once; the others do within a minute, and the next key was there before. */
export const forgetKeySet = (scope: InstallationScope) => void kept.delete(scope.keys);
