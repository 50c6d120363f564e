import { setTimeout as pause } from 'node:timers/promises';
import { DomainError, notFound } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { gradebookOf } from '../platforms/profile.ts';
import { createLineItem, listLineItems, readingLineItems, type LineItem } from '../advantage/line-items.ts';
import { gradeScopes } from '../advantage/grade-names.ts';
import { selectItemPlace, type ItemPlace } from './item-place.ts';

export interface LineItemForm {
  /** Of the `LtiContext`. */
  readonly contextId: string;
  /** Of the `LtiResourceLink` that it belongs to; none for one that stands for itself. */
  readonly resourceLinkId?: string;
  /** Not blank. */
  readonly label: string;
  /** Above 0. */
  readonly scoreMaximum: number;
  /** Ours: what it grades. With `tag` it tells the line items of a course apart. */
  readonly resourceId: string;
  /** Tells apart the line items of one thing: a grade and its progress. */
  readonly tag?: string;
  readonly startsAt?: Date;
  readonly endsAt?: Date;
  readonly isReleased?: boolean;
  /** Where staff see the work, for a platform that opens it by itself. */
  readonly reviewUrl?: string;
}

/** Longer than a look-up and a creation may take. */
const makingSeconds = 60;
const pauseMs = 250;

/**
 * The line item of a context with this `resourceId` and `tag`: known, else found at the platform, else made there, once among
 * however many ask at the same time. With no transaction open. Returns the row's id. Throws LmsRefused, and DomainError
 * `conflict` where the platform granted too little or told no address.
 */
export async function keepLineItem(scope: Scope, form: LineItemForm): Promise<string> {
  const until = Date.now() + makingSeconds * 1_000;
  for (;;) {
    const place = await scope.transaction((inside) => selectItemPlace(inside, form));
    if (!place) throw notFound('context');
    if (place.id && place.url) return place.id;
    if (place.isOurs) return make(scope, form, place);
    if (Date.now() > until) throw new DomainError('unavailable', 'lti.scores.error.itemBeingMade');
    await pause(pauseMs);
  }
}

async function make(scope: Scope, form: LineItemForm, place: ItemPlace): Promise<string> {
  try {
    return await store(scope, place, (await found(scope, form, place)) ?? (await made(scope, form, place)));
  } catch (error) {
    // Whoever waits may try at once.
    await scope.transaction(({ em }) =>
      em.execute('update lti_line_item set making_until = null where id = ?', [place.id]),
    );
    throw error;
  }
}

/** A copied course has it already, and so has a platform that made it when we were cut off. */
async function found(scope: Scope, { resourceId, tag = '' }: LineItemForm, place: ItemPlace): Promise<LineItem | null> {
  const { registrationId, lineItemsUrl, scopes } = place;
  if (lineItemsUrl === null) throw new DomainError('conflict', 'lti.scores.error.noContainer');
  if (readingLineItems(scopes).length === 0) return null;
  const { items } = await listLineItems(scope, { registrationId, url: lineItemsUrl, scopes }, { resourceId, tag });
  return items.find((item) => item.tag === tag) ?? null;
}

function made(scope: Scope, form: LineItemForm, place: ItemPlace): Promise<LineItem> {
  const { registrationId, lineItemsUrl, scopes, family, platformLinkId } = place;
  if (!scopes.includes(gradeScopes.lineItem)) throw new DomainError('conflict', 'lti.scores.error.mayNotMake');
  const { label, scoreMaximum, resourceId, tag, startsAt, endsAt, isReleased, reviewUrl = null } = form;
  const { hasWholeMaximum, lineItemExtension } = gradebookOf(family);
  return createLineItem(
    scope,
    { registrationId, url: lineItemsUrl!, scopes },
    {
      label: label.trim(),
      scoreMaximum: hasWholeMaximum ? Math.ceil(scoreMaximum) : scoreMaximum,
      resourceId,
      ...(tag ? { tag } : {}),
      ...(platformLinkId === null ? {} : { resourceLinkId: platformLinkId }),
      ...(startsAt ? { startDateTime: startsAt } : {}),
      ...(endsAt ? { endDateTime: endsAt } : {}),
      ...(isReleased === undefined ? {} : { gradesReleased: isReleased }),
      ...(lineItemExtension ? { extension: lineItemExtension(reviewUrl) } : {}),
    },
  );
}

const store = (scope: Scope, { id }: ItemPlace, { id: url, label, scoreMaximum = null }: LineItem) =>
  scope.transaction(async ({ em }) => {
    await em.execute(
      `update lti_line_item set url = ?, label = ?, score_maximum = ?, making_until = null, gone_at = null where id = ?`,
      [url, label, scoreMaximum, id],
    );
    return id!;
  });
