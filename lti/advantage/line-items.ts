import { z } from 'zod';
import type { Scope } from '#src/scope/scope.ts';
import { callLms } from './call-lms.ts';
import { readPages } from './read-pages.ts';
import { withParameters } from './with-parameters.ts';
import { gradeScopes, gradeTypes } from './grade-names.ts';
import { LmsRefused } from './lms-refused.ts';

/** Blank, null and absent mean the same (AGS 3.2.10); Moodle sends the first. */
const blank = z
  .union([z.string(), z.number()])
  .transform(String)
  .nullish()
  .catch(null)
  .transform((value) => value ?? '');

/** A line item as a platform shows it. What else it has is kept, so that a change puts back the whole. */
const LineItem = z.looseObject({
  id: z.string().min(1),
  label: blank,
  scoreMaximum: z.coerce.number().nullish().catch(null),
  resourceId: blank,
  tag: blank,
  resourceLinkId: blank,
});
export type LineItem = z.output<typeof LineItem>;

/** What a line item is made with, or changed to (AGS 3.2.5). Dates are told in UTC. */
export interface LineItemValues {
  readonly label?: string;
  readonly scoreMaximum?: number;
  readonly resourceId?: string;
  readonly tag?: string;
  readonly resourceLinkId?: string;
  readonly startDateTime?: Date;
  readonly endDateTime?: Date;
  readonly gradesReleased?: boolean;
  /** What a platform family reads beside the standard, under fully qualified names. */
  readonly extension?: Readonly<Record<string, unknown>>;
}

export interface LineItemFilter {
  readonly resourceId?: string;
  readonly tag?: string;
  readonly resourceLinkId?: string;
}

/** The scopes of which a platform granted one, the lesser first where both were: ask for no more than is needed. */
export const readingLineItems = (granted: readonly string[]): string[] =>
  [gradeScopes.readLineItem, gradeScopes.lineItem].filter((scope) => granted.includes(scope)).slice(0, 1);

interface Asking {
  readonly registrationId: string;
  /** Of the context. */
  readonly url: string;
  readonly scopes: readonly string[];
}

/** The line items of a context that fit a filter, over all pages (AGS 3.2.4). Throws LmsRefused. */
export async function listLineItems(scope: Scope, { registrationId, url, scopes }: Asking, filter: LineItemFilter) {
  const { resourceId = '', tag = '', resourceLinkId = '' } = filter;
  const address = withParameters(url, { resource_link_id: resourceLinkId, resource_id: resourceId, tag });
  const { pages, incomplete } = await readPages(scope, registrationId, {
    url: address,
    scopes: readingLineItems(scopes),
    accept: gradeTypes.lineItems,
  });
  const items = pages.flatMap((page) => z.array(z.unknown()).catch([]).parse(page)).flatMap(itemOf);
  return { items: items.filter((item) => fits(item, filter)), isComplete: incomplete === null };
}

const itemOf = (value: unknown) => LineItem.safeParse(value).data ?? [];

/** Not every platform filters by what it is asked to. */
const fits = (item: LineItem, filter: LineItemFilter) =>
  Object.entries(filter).every(([name, value]) => !value || item[name] === value);

/** Makes a line item (AGS 3.2.5): 201, and some say 200. Throws LmsRefused. */
export async function createLineItem(scope: Scope, { registrationId, url }: Asking, values: LineItemValues) {
  const { json } = await callLms(scope, registrationId, {
    method: 'POST',
    url,
    scopes: [gradeScopes.lineItem],
    accept: gradeTypes.lineItem,
    contentType: gradeTypes.lineItem,
    body: written(values),
  });
  return understood(json);
}

/** Throws LmsRefused. */
export async function readLineItem(scope: Scope, { registrationId, url, scopes }: Asking): Promise<LineItem> {
  const { json } = await callLms(scope, registrationId, {
    method: 'GET',
    url,
    scopes: readingLineItems(scopes),
    accept: gradeTypes.lineItem,
  });
  return understood(json);
}

/**
 * Reads a line item, changes what is given, and puts the whole back, without touching `id` and `resourceLinkId` (AGS 3.2.6). What
 * the platform answers is what holds. Throws LmsRefused.
 */
export async function updateLineItem(scope: Scope, asking: Asking, values: Omit<LineItemValues, 'resourceLinkId'>) {
  const { registrationId, url } = asking;
  const { json: standing } = await callLms(scope, registrationId, {
    method: 'GET',
    url,
    scopes: [gradeScopes.lineItem],
    accept: gradeTypes.lineItem,
  });
  understood(standing);
  const { json } = await callLms(scope, registrationId, {
    method: 'PUT',
    url,
    scopes: [gradeScopes.lineItem],
    accept: gradeTypes.lineItem,
    contentType: gradeTypes.lineItem,
    body: { ...(standing as object), ...written(values) },
  });
  return LineItem.safeParse(json).data ?? LineItem.parse({ ...(standing as object), ...written(values) });
}

/** Deletes a line item; one that is gone already is as good (AGS 3.2.3). Throws LmsRefused. */
export async function deleteLineItem(scope: Scope, { registrationId, url }: Asking): Promise<void> {
  try {
    await callLms(scope, registrationId, { method: 'DELETE', url, scopes: [gradeScopes.lineItem] });
  } catch (error) {
    if (!(error instanceof LmsRefused && error.status === 404)) throw error;
  }
}

const written = ({ startDateTime, endDateTime, extension = {}, ...values }: LineItemValues) => ({
  ...values,
  ...(startDateTime ? { startDateTime: startDateTime.toISOString() } : {}),
  ...(endDateTime ? { endDateTime: endDateTime.toISOString() } : {}),
  ...extension,
});

function understood(json: unknown): LineItem {
  const item = LineItem.safeParse(json);
  if (item.success) return item.data;
  const words = 'the answer is no line item';
  throw new LmsRefused({ status: null, words, retryAfterSeconds: null, isRetryable: true });
}
