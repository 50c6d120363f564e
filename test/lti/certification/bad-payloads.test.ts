import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { openLaunches, type Launches, type Place } from '../../support/lti/open-launches.ts';
import { badPayload, overridesOf, type BadPayload } from '../../support/lti/payload.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

/** Named as the certification suite names them; each payload says which reason ended it, and after which check. */
const refuses = (name: string) => async () => {
  const payload = badPayload(name);
  const place = await tool.place();
  await tool.refuses(() => launchWith(place, payload), payload);
};

async function launchWith({ begin, platform }: Place, { payload, kid, ...changes }: BadPayload) {
  const { client, state, nonce } = await begin();
  const claims = payload ?? platform.claims({ nonce, ...overridesOf(changes) });
  const id_token = await platform.idToken(claims, kid === undefined ? {} : { kid });
  return client.launch({ id_token, state });
}

describe('known "bad" payloads', () => {
  it('No KID Sent in JWT header [CERT-B01]', refuses('no-kid'));
  it('Incorrect KID in JWT header [CERT-B02]', refuses('incorrect-kid'));
  it('Wrong LTI Version [CERT-B03]', refuses('wrong-lti-version'));
  it('No LTI Version [CERT-B04]', refuses('no-lti-version'));
  it('Invalid LTI message [CERT-B05]', refuses('invalid-lti-message'));
  it('Missing LTI Claims [CERT-B06]', refuses('missing-lti-claims'));
  it('Timestamps Incorrect [CERT-B07]', refuses('timestamps-incorrect'));
  it('message_type Claim Missing [CERT-B08]', refuses('message-type-missing'));
  it('role Claim Missing [CERT-B09]', refuses('roles-missing'));
  it('deployment_id Claim Missing [CERT-B10]', refuses('deployment-id-missing'));
  it('resource_link_id Claim Missing [CERT-B11]', refuses('resource-link-id-missing'));
  it('user Claim Missing [CERT-B12]', refuses('user-missing'));
});
