import type {
  DeepLinkKind,
  FileItem,
  HtmlItem,
  LinkItem,
  OfferedLineItem,
  ResourceLinkItem,
} from '../deep-link-item.ts';
import { targetLinkUri } from '../tool-addresses.ts';

/** How the person wants it, whatever the kind is. */
export interface Wanted {
  /** `<kind>.<id>`. */
  readonly item: string;
  readonly title: string | null;
  readonly text: string | null;
  /** Points for a graded link; null for those that the kind offers. */
  readonly points: number | null;
  /** The platform said that it makes no grade columns. */
  readonly isWithoutGrades: boolean;
}

interface Addressed {
  url(path: string): string;
}

/** One thing that a kind made. */
export type Made =
  | { readonly type: 'ltiResourceLink'; readonly made: ResourceLinkItem }
  | { readonly type: 'link'; readonly made: LinkItem }
  | { readonly type: 'html'; readonly made: HtmlItem }
  | { readonly type: 'file'; readonly made: FileItem };

/** Its type beside what it made: the one place where the two are known to belong together. */
export const madeBy = (kind: DeepLinkKind, made: object) => ({ type: kind.type, made }) as Made;

/** A content item as it goes to the platform (Deep Linking 3); what is undefined is left out of the JSON. */
export function contentItem(scope: Addressed, { type, made }: Made, wanted: Wanted): Readonly<Record<string, unknown>> {
  const { extensions, ...own } = made;
  const { title, text } = wanted;
  const common = { ...extensions, type, title: title ?? undefined, text: text ?? undefined };
  switch (type) {
    case 'ltiResourceLink':
      return { ...common, ...resourceLink(scope, made, wanted) };
    case 'link':
      return { ...common, ...own, embed: made.embed && { html: made.embed.toString() } };
    case 'html':
      return { ...common, html: made.html.toString() };
    case 'file':
      return { ...common, ...own, expiresAt: made.expiresAt.toISOString() };
  }
}

/** Which content it is stands in the address and among the custom values: platforms lose one or the other (DL-16). */
function resourceLink(scope: Addressed, made: ResourceLinkItem, wanted: Wanted) {
  const { icon, thumbnail, window, iframe, lineItem, available, submission } = made;
  const url = new URL(targetLinkUri(scope));
  url.searchParams.set('item', wanted.item);
  const custom = { ...made.custom, item: wanted.item };
  return {
    url: url.href,
    icon,
    thumbnail,
    window,
    iframe,
    custom,
    lineItem: lineItem && !wanted.isWithoutGrades ? offered(lineItem, wanted, { url: url.href, custom }) : undefined,
    available: period(available),
    submission: period(submission),
  };
}

interface Target {
  readonly url: string;
  readonly custom: Readonly<Record<string, string>>;
}

function offered({ submissionReview, ...lineItem }: OfferedLineItem, { item, title, points }: Wanted, target: Target) {
  return {
    label: title ?? undefined,
    resourceId: item,
    ...lineItem,
    ...(points === null ? {} : { scoreMaximum: points }),
    submissionReview: submissionReview && {
      reviewableStatus: ['InProgress', 'Submitted', 'Completed'],
      ...submissionReview,
      ...target,
    },
  };
}

/** In UTC, by its own sign: an instant means the same everywhere (Deep Linking 3.2). */
const period = (given: ResourceLinkItem['available']) =>
  given && {
    startDateTime: given.startDateTime?.toISOString(),
    endDateTime: given.endDateTime?.toISOString(),
  };
