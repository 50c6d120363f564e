import { SignJWT } from 'jose';
import { DomainError } from '#src/errors.ts';
import { newToken } from '#src/keys/tokens.ts';
import type { Scope } from '#src/scope/scope.ts';
import { claimNames } from '../claim-names.ts';
import { signingKey } from '../keys/tool-keys.ts';
import type { Choice } from './choice.ts';
import { contentItem } from './content-item.ts';
import { makeItems } from './make-items.ts';
import type { ResourceLinkItem } from '../deep-link-item.ts';
import type { DeepLinkRow } from './select-deep-link.ts';

/** What the browser posts to the platform. */
export interface DeepLinkAnswer {
  readonly returnUrl: string;
  readonly jwt: string;
  /** Content items in it. */
  readonly items: number;
}

const lifeSeconds = 300;
const claim = (name: string) => `https://purl.imsglobal.org/spec/lti-dl/claim/${name}`;

/**
 * Answers a request for content, once: signed for the platform that asked (Deep Linking 4.5). With no transaction open. Throws
 * DomainError `invalid` for a choice that cannot be, `gone` for a request that is too old, `conflict` for one that was answered.
 */
export async function answerDeepLink(scope: Scope, row: DeepLinkRow, choice: Choice): Promise<DeepLinkAnswer> {
  refuseOver(row);
  const items =
    choice.act === 'add' ? await scope.transaction((inside) => makeItems(inside, row, choice), { readOnly: true }) : [];
  const jwt = await sign(scope, row, { [claim('content_items')]: items, ...said(row, choice) });
  await scope.transaction((inside) => answerOnce(inside, row.id));
  return { returnUrl: row.settings.deep_link_return_url, jwt, items: items.length };
}

/** A link that a plugin's own picker made. */
export interface ChosenLink {
  /** `<kind>.<id>`, which a launch of it says again. */
  readonly item: string;
  readonly title: string;
  readonly text: string | null;
  readonly made: ResourceLinkItem;
}

/**
 * The same for a picker of a plugin's own: what `make` writes and the answer are kept together, or neither is. With no transaction
 * open. Throws what `make` throws, DomainError `gone` or `conflict` as above.
 */
export async function answerWithLinks(
  scope: Scope,
  row: DeepLinkRow,
  make: (inside: Scope) => Promise<readonly ChosenLink[]>,
): Promise<DeepLinkAnswer> {
  refuseOver(row);
  const links = await scope.transaction(async (inside) => {
    await answerOnce(inside, row.id);
    return make(inside);
  });
  const isWithoutGrades = row.settings.accept_lineitem === false;
  const items = links.map(({ made, ...wanted }) =>
    contentItem(scope, { type: 'ltiResourceLink', made }, { ...wanted, points: null, isWithoutGrades }),
  );
  const jwt = await sign(scope, row, { [claim('content_items')]: items });
  return { returnUrl: row.settings.deep_link_return_url, jwt, items: items.length };
}

/** Throws DomainError `conflict` for a request that was answered, `gone` for one that is too old. */
export function refuseOver({ isAnswered, isExpired }: DeepLinkRow) {
  if (isAnswered) throw new DomainError('conflict', 'lti.deepLink.error.answered');
  if (isExpired) throw new DomainError('gone', 'lti.deepLink.error.expired');
}

/** What the platform shows to whoever left, and what it logs (Deep Linking 4.5.6 to 4.5.10). */
function said({ id }: DeepLinkRow, { act, message }: Choice) {
  if (act === 'cancel') return { [claim('msg')]: message };
  if (act === 'giveUp') return { [claim('errormsg')]: message, [claim('errorlog')]: `chosen-item-refused ${id}` };
  return {};
}

async function sign(scope: Scope, row: DeepLinkRow, own: Readonly<Record<string, unknown>>) {
  const { kid, key } = await signingKey(scope);
  const { settings } = row;
  const now = Math.floor(Date.now() / 1_000);
  return new SignJWT({
    iss: row.clientId,
    aud: row.issuer,
    iat: now,
    exp: now + lifeSeconds,
    nonce: newToken('ln'),
    [claimNames.deploymentId]: row.platformDeployment,
    [claimNames.messageType]: 'LtiDeepLinkingResponse',
    [claimNames.version]: '1.3.0',
    ...('data' in settings ? { [claim('data')]: settings.data } : {}),
    ...own,
  })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
    .sign(key);
}

/** One of however many that are sent at the same instant. */
async function answerOnce({ em }: Scope, id: string) {
  const [answered] = await em.execute<object[]>(
    `update lti_deep_link set answered_at = now() where id = ? and answered_at is null and expires_at > now() returning id`,
    [id],
  );
  if (!answered) throw new DomainError('conflict', 'lti.deepLink.error.answered');
}
