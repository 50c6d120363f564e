import { z } from 'zod';
import { claimNames as names, messageTypes, otherMessageTypes } from './claim-names.ts';
import { id, optional, text, words } from './claim-values.ts';
import { DeepLinkingSettings, unusable } from './deep-linking/settings.ts';
import { LaunchRejected } from './launch-rejected.ts';

/** Values may come as null, numbers or booleans; a `$Variable` that stayed unexpanded is not available (Core B). */
const Custom = z.record(z.string(), z.unknown()).transform((values) => {
  const kept = Object.entries(values).flatMap(([key, value]) => {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return [];
    return String(value).startsWith('$') ? [] : [[key.slice(0, 255), String(value).slice(0, 2_000)] as const];
  });
  return Object.fromEntries(kept.slice(0, 200));
});

/** What names itself has to do it properly; without an id, or as no object at all, it is as good as absent. */
const identified = <S extends z.ZodRawShape>(shape: S) =>
  z.preprocess((value) => (hasId(value) ? value : null), z.object(shape).nullable());
// Made once: a schema costs more than what it checks here.
const Identified = z.object({ id: z.unknown().refine((value) => value != null) });
const hasId = (value: unknown) => Identified.safeParse(value).success;

export const Claims = z.object({
  sub: id,
  name: text,
  given_name: text,
  family_name: text,
  email: text,
  locale: text,
  messageType: z.string(),
  version: z.string(),
  deploymentId: id,
  targetLinkUri: z.string().min(1).max(4_000),
  /** Only those who choose content may come without any (Deep Linking 4.4). */
  roles: words.nullish().transform((roles) => roles ?? []),
  resourceLink: identified({ id, title: text, description: text }),
  context: identified({ id, type: words.nullish().catch(null), label: text, title: text }),
  toolPlatform: optional(
    z.object({ guid: text, name: text, product_family_code: text, version: text, description: text }),
  ),
  launchPresentation: optional(z.object({ document_target: text, return_url: text, locale: text })),
  custom: optional(Custom),
  lis: optional(z.object({ person_sourcedid: text, course_offering_sourcedid: text, course_section_sourcedid: text })),
  forUser: optional(
    z.object({
      user_id: id,
      name: text,
      given_name: text,
      family_name: text,
      person_sourcedid: text,
      roles: words.nullish().catch(null),
    }),
  ),
  endpoint: optional(z.object({ scope: words.nullish().catch(null), lineitems: text, lineitem: text })),
  namesRoleService: optional(z.object({ context_memberships_url: text })),
  groupsService: optional(z.object({ context_groups_url: text, context_group_sets_url: text })),
  deepLinkingSettings: optional(DeepLinkingSettings),
});
export type Claims = z.output<typeof Claims>;

const required = [
  names.messageType,
  names.version,
  names.deploymentId,
  names.targetLinkUri,
  'sub',
  names.roles,
] as const;

/** Reads the LTI claims of a verified token (Core 5.3). Throws LaunchRejected, naming every claim that is missing. */
export function readClaims(payload: Readonly<Record<string, unknown>>): Claims {
  refuseKnownOthers(payload[names.messageType]);
  const isDeepLinking = payload[names.messageType] === messageTypes.deepLinking;
  const needed = required.filter((name) => !(isDeepLinking && name === names.roles));
  const missing: string[] = needed.filter((name) => payload[name] === undefined || payload[name] === null);
  if (!hasResourceLink(payload)) missing.push(`${names.resourceLink}.id`);
  if (payload[names.messageType] === messageTypes.submissionReview) missing.push(...missingForReview(payload));
  if (missing.length > 0) throw new LaunchRejected('claims-missing', missing.map(shortName).join(', '));
  if (payload[names.version] !== '1.3.0')
    throw new LaunchRejected('version-wrong', JSON.stringify(payload[names.version]));
  const parsed = Claims.safeParse(byOurNames(payload));
  if (!parsed.success) {
    const wrong = new Set(parsed.error.issues.map(({ path }) => String(path[0])));
    throw new LaunchRejected('claims-wrong', [...wrong].join(', '));
  }
  refuseUnknownMessages(parsed.data.messageType);
  if (isDeepLinking && !parsed.data.deepLinkingSettings)
    throw new LaunchRejected('deep-linking-settings-wrong', unusable(payload[names.deepLinkingSettings]).join(', '));
  return parsed.data;
}

/** Claims of LTI under the names of `claimNames`, those of OpenID Connect as they are. */
const byOurNames = (payload: Readonly<Record<string, unknown>>) => ({
  ...payload,
  ...Object.fromEntries(Object.entries(names).map(([ours, theirs]) => [ours, payload[theirs]])),
});

/** Links and reviews are of a resource link; choosing content is not (Core 5.3.5, Deep Linking 4.4). */
function hasResourceLink(payload: Readonly<Record<string, unknown>>) {
  const type = payload[names.messageType];
  if (type !== messageTypes.resourceLink && type !== messageTypes.submissionReview) return true;
  return hasId(payload[names.resourceLink]);
}

/** Whose submission, and for which line item (Submission Review 1.0). */
function missingForReview(payload: Readonly<Record<string, unknown>>) {
  const has = (claim: string, field: string) =>
    z.object({ [field]: z.union([z.string().min(1), z.number()]) }).safeParse(payload[claim]).success;
  return [
    ...(has(names.forUser, 'user_id') ? [] : [`${names.forUser}.user_id`]),
    ...(has(names.endpoint, 'lineitem') ? [] : [`${names.endpoint}.lineitem`]),
  ];
}

/** Some of them name neither roles nor a person, so they are told by name before anything is missed. */
function refuseKnownOthers(type: unknown) {
  if (typeof type === 'string' && otherMessageTypes.includes(type))
    throw new LaunchRejected('message-not-supported', type);
}

function refuseUnknownMessages(type: string) {
  if (!Object.values<string>(messageTypes).includes(type)) throw new LaunchRejected('message-unknown', type);
}

const shortName = (name: string) => name.replace(/^https:\/\/purl\.imsglobal\.org\/spec\/[\w-]+\/claim\//, '');
