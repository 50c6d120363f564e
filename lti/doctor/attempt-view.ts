import { z } from 'zod';
import { page } from '#src/http/reply.ts';
import { view } from '#src/views.ts';
import { launchReasons, launchSteps } from '../launch-rejected.ts';
import { profileOf } from '../platforms/profile.ts';
import { keysUri, loginUri, redirectUri, targetLinkUri } from '../tool-addresses.ts';
import { Attempt, drawnAttempt, type Ward } from './attempt-list-view.ts';
import { checklist, checkStates } from './checklist.ts';
import type { Attempted } from './select-attempt.ts';

/** A value, with the name that the LMS's own pages have for it. */
const Named = z.object({ label: z.string(), value: z.string() });

export const attemptView = view(
  'lti/doctor/attempt',
  Attempt.extend({
    path: z.string(),
    steps: z.array(z.object({ step: z.enum(launchSteps), state: z.enum(checkStates) })),
    /** What was found where something else was needed. */
    detail: z.string().nullable(),
    specification: z.string().nullable(),
    /** Whether the attempt came to a registration that is kept here. */
    isRegistered: z.boolean(),
    /** What is known of the LMS; without a registration, what the attempt said. */
    known: z.array(Named),
    /** What the LMS has to know of us. */
    needed: z.array(Named),
    /** Keys of the names that the LMS's own pages have for what both have to agree on. */
    words: z.object({
      issuer: z.string(),
      clientId: z.string(),
      deployment: z.string(),
      authorization: z.string(),
      platformKeys: z.string(),
      login: z.string(),
      redirect: z.string(),
      keys: z.string(),
      target: z.string(),
    }),
  }),
);

interface Addressed {
  url(path: string): string;
}

/** One attempt for whoever looks after the LMS. */
export function attemptPage(scope: Addressed, { path }: Ward, row: Attempted) {
  const { platform, tool } = profileOf(row.family).words;
  const { registered } = row;
  const data = {
    ...drawnAttempt(row),
    path,
    steps: [...checklist(row)],
    detail: row.detail,
    specification: row.reason && launchReasons[row.reason].specification,
    isRegistered: registered !== null,
    known: named(
      [platform.issuer, row.issuer],
      [platform.clientId, row.clientId],
      [platform.deploymentIds, row.deploymentId],
      [platform.authorizationEndpoint, registered?.authorizationEndpoint],
      [platform.jwksUri, registered?.jwksUri],
    ),
    needed: named(
      [tool.login, loginUri(scope)],
      [tool.redirect, redirectUri(scope)],
      [tool.keys, keysUri(scope)],
      [tool.target, targetLinkUri(scope)],
    ),
    words: {
      issuer: platform.issuer,
      clientId: platform.clientId,
      deployment: platform.deploymentIds,
      authorization: platform.authorizationEndpoint,
      platformKeys: platform.jwksUri,
      ...tool,
    },
  };
  return page(attemptView, data);
}

const named = (...pairs: readonly (readonly [label: string, value: string | null | undefined])[]) =>
  pairs.flatMap(([label, value]) => (value ? [{ label, value }] : []));
