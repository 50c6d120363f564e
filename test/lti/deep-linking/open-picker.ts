import { createLocalJWKSet, decodeProtectedHeader, jwtVerify, type JSONWebKeySet } from 'jose';
import { claimNames as names, type Claims } from '../../support/lti/claim-names.ts';
import { launchClient, type Answer } from '../../support/lti/launch-client.ts';
import { publicUrl, type Launches, type Place } from '../../support/lti/open-launches.ts';
import { scopeIn } from '../../support/app.ts';
import { Sample } from '../../support/sample/sample.entity.ts';

const dl = (name: string) => `https://purl.imsglobal.org/spec/lti-dl/claim/${name}`;
export const answerNames = {
  items: dl('content_items'),
  data: dl('data'),
  message: dl('msg'),
  log: dl('log'),
  errorMessage: dl('errormsg'),
  errorLog: dl('errorlog'),
};

/** A request with all that is required and one that needs none of the rest. */
export const settings = (place: Place, more: Claims = {}): Claims => ({
  deep_link_return_url: `${place.platform.issuer}/return?course=2&sesskey=a%20b`,
  accept_types: ['ltiResourceLink'],
  accept_presentation_document_targets: ['iframe'],
  ...more,
});

export const request = (place: Place, more: Claims = {}): Claims => ({
  [names.messageType]: 'LtiDeepLinkingRequest',
  [names.resourceLink]: undefined,
  [names.deepLinkingSettings]: settings(place, more),
});

type Field = readonly [name: string, value: string];

/** A launch that asks for content, and what its person sees and sends. */
export async function openPicker(tool: Launches, place: Place, more: Claims = {}, claims: Claims = {}) {
  const { answer, token, user } = await tool.admits(() =>
    place.launch({ claims: { ...request(place, more), ...claims } }),
  );
  const client = launchClient(tool.address, { cookie: `__Host-assay=${token}` });
  // Past the picker that a plugin has of its own.
  const location = answer.location!.replace('/assignments/picker/', '/lti/deep-links/');
  const picker = await client.ask(location);
  const id = /^\/lti\/deep-links\/([\w-]{36})\?frame=/.exec(location)?.[1] ?? '';
  return {
    id,
    user,
    client,
    page: picker,
    look: () => client.ask(location),
    /** Sends these fields with what the page hides in its form. */
    send(fields: readonly Field[], deepLink = id) {
      const sent: readonly Field[] = [...hidden(picker), ['deepLink', deepLink], ...fields];
      const body = new URLSearchParams(sent.map((field): [string, string] => [...field]));
      return client.ask('/lti/deep-link', { method: 'POST', body });
    },
    verified: (sent: Answer) => verified(tool, place, sent),
  };
}

function hidden({ page }: Answer): readonly Field[] {
  const csrf = /name="_csrf" value="([^"]+)"/.exec(page)?.[1];
  return csrf ? [['_csrf', csrf]] : [];
}

/** Values of `chosen` on a page, in their order. */
export const choicesOn = ({ page }: Answer) =>
  [...page.matchAll(/name="chosen" value="([^"]+)"/g)].map(([, value]) => value!);

/** The form that goes on to the platform, as its browser would send it. */
export function answerForm({ page }: Answer) {
  const form = /<form method="post" action="([^"]+)"[^>]*data-lti-answer/.exec(page);
  const jwt = /name="JWT" value="([^"]+)"/.exec(page);
  if (!form || !jwt) throw new Error(`no answer is on the page: ${page}`);
  return { action: unescaped(form[1]!), jwt: unescaped(jwt[1]!) };
}

const unescaped = (text: string) => text.replaceAll('&#x3D;', '=').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** Reads the answer as a strict platform does: by our published keys, for itself, in time. */
async function verified(tool: Launches, { platform }: Place, sent: Answer) {
  const { jwt } = answerForm(sent);
  const keys = (await (await fetch(`${tool.address}/lti/keys`)).json()) as JSONWebKeySet;
  const { payload } = await jwtVerify(jwt, createLocalJWKSet(keys), {
    issuer: platform.clientId,
    audience: platform.issuer,
    algorithms: ['RS256'],
    requiredClaims: ['nonce', 'iat', 'exp'],
    maxTokenAge: 60,
  });
  return { header: decodeProtectedHeader(jwt), payload, items: payload[answerNames.items] as readonly Claims[] };
}

/** Rows of the tests' own plugin that may be chosen: `task: Fizz buzz`. Returns their ids. */
export async function offer(tool: Launches, { organizationId }: Place, ...texts: readonly string[]) {
  const scope = await scopeIn(tool.app, organizationId);
  return scope.transaction(async ({ em }) => {
    const ids: string[] = [];
    for (const text of texts) {
      const sample = em.create(Sample, { text } as never);
      await em.flush();
      ids.push(sample.id);
    }
    return ids;
  });
}

export const launchUrl = (item: string) => `${publicUrl}/lti/launch?item=${item}`;
