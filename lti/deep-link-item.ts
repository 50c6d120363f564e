import { extensionPoint } from '#src/extension.ts';
import type { SafeHtml } from '#src/safe-html.ts';
import type { Scope } from '#src/scope/scope.ts';

/** Where something is chosen; the Scope's actor is who chooses, and teaches there. */
export interface DeepLinkPlace {
  /** Our row of the course; null outside any. */
  readonly contextId: string | null;
  readonly deploymentId: string;
}

/** What a picker asks a kind for. */
export interface DeepLinkSearch {
  /** Words that titles should hold; null for everything. */
  readonly words: string | null;
  readonly limit: number;
}

/** One row of the picker. */
export interface DeepLinkChoice {
  /** The kind's own, without dots. */
  readonly id: string;
  /** Null where it has none: then the kind's `untitled` stands for it. */
  readonly title: string | null;
  readonly text?: string | null;
  /** Points that are offered; null or absent for what is not graded. Whoever chooses may set others. */
  readonly scoreMaximum?: number | null;
}

interface Picture {
  readonly url: string;
  readonly width?: number;
  readonly height?: number;
}
interface Size {
  readonly width?: number;
  readonly height?: number;
}
interface NewWindow extends Size {
  readonly targetName?: string;
  readonly windowFeatures?: string;
}
interface Period {
  readonly startDateTime?: Date | null;
  readonly endDateTime?: Date | null;
}

interface Item {
  readonly icon?: Picture;
  readonly thumbnail?: Picture;
  /** Members beside the standard's, by fully qualified URLs (Deep Linking 3.6). */
  readonly extensions?: Readonly<Record<`https://${string}`, unknown>>;
}

/** A grade column that comes with a link (Deep Linking 3.2). */
export interface OfferedLineItem {
  /** More than 0; what the person sets in the picker is taken instead. */
  readonly scoreMaximum: number;
  /** The title where it is left out. */
  readonly label?: string;
  /** `<kind>.<id>` where it is left out. Unique in a course, so that the column is found again (AGS 3.2.10). */
  readonly resourceId?: string;
  readonly tag?: string;
  readonly gradesReleased?: boolean;
  /** Asks for links from the gradebook to submissions, which come back with the item's own custom values. */
  readonly submissionReview?: { readonly reviewableStatus?: readonly string[]; readonly label?: string };
}

/** A link that launches us; `custom.item` and the address say which content it is. */
export interface ResourceLinkItem extends Item {
  /** Values beside `item`. */
  readonly custom?: Readonly<Record<string, string>>;
  readonly lineItem?: OfferedLineItem;
  /** When it is open. */
  readonly available?: Period;
  /** When work may be handed in. */
  readonly submission?: Period;
  readonly window?: NewWindow;
  readonly iframe?: Size;
}

/** A page that everybody may open. */
export interface LinkItem extends Item {
  readonly url: string;
  readonly embed?: SafeHtml;
  readonly window?: NewWindow;
  readonly iframe?: Size & { readonly src: string };
}

/** Markup of ours that the platform puts into its own page. */
export interface HtmlItem extends Omit<Item, 'icon' | 'thumbnail'> {
  readonly html: SafeHtml;
}

/** A file that the platform fetches, and keeps. */
export interface FileItem extends Item {
  /** Works without signing in until `expiresAt`. */
  readonly url: string;
  readonly expiresAt: Date;
}

interface Kind<Type extends string, Made> {
  /** `<plugin>`, or `<plugin>.<noun>` where a plugin has several. */
  readonly name: string;
  readonly type: Type;
  /** Keys of two texts: what stands above its choices, and what one without a title is called. */
  readonly label: string;
  readonly untitled: string;
  /** What this person may choose for this place, in the order in which it is shown. */
  list(scope: Scope, place: DeepLinkPlace, search: DeepLinkSearch): Promise<readonly DeepLinkChoice[]>;
  /** What the platform gets for a chosen id; null where this person may not choose it, or it is gone. */
  make(scope: Scope, place: DeepLinkPlace, id: string): Promise<Made | null>;
}

export type DeepLinkKind =
  | Kind<'ltiResourceLink', ResourceLinkItem>
  | Kind<'link', LinkItem>
  | Kind<'html', HtmlItem>
  | (Kind<'file', FileItem> & { readonly mediaTypes: readonly string[] });

/**
 * Content that instructors can choose in their LMS (Deep Linking 3). A kind is offered where the platform accepts its type; title,
 * text and points are the person's to change. A launch of a chosen link says by `chosenItem` what it is.
 */
export const deepLinkItem = extensionPoint<DeepLinkKind>('lti.deepLinkItem');
