import type { Scope } from '#src/scope/scope.ts';
import { deepLinkItem, type DeepLinkChoice, type DeepLinkKind } from '../deep-link-item.ts';
import type { DeepLinkRow } from './select-deep-link.ts';
import type { DeepLinkingSettings } from './settings.ts';

/** Of each kind; who has more searches. Four fields of each fit into a form. */
export const mostOfAKind = 50;

export interface OfferedKind {
  readonly kind: DeepLinkKind;
  readonly choices: readonly DeepLinkChoice[];
  readonly hasMore: boolean;
}

/** What may be chosen, by kind, in the order of the plugins; kinds of which there is nothing are left out. */
export async function offeredKinds(scope: Scope, row: DeepLinkRow, words: string | null) {
  const offered: OfferedKind[] = [];
  for (const kind of acceptedKinds(scope, row.settings)) {
    const found = await kind.list(scope, row, { words, limit: mostOfAKind + 1 });
    const choices = found.slice(0, mostOfAKind);
    if (choices.length > 0) offered.push({ kind, choices, hasMore: found.length > mostOfAKind });
  }
  return offered;
}

/** The kinds that the platform takes here (Deep Linking 4.4.1). */
export const acceptedKinds = (scope: Pick<Scope, 'contributions'>, settings: DeepLinkingSettings) =>
  scope.contributions(deepLinkItem).filter((kind) => isAccepted(kind, settings));

function isAccepted(kind: DeepLinkKind, { accept_types: types, accept_media_types: media }: DeepLinkingSettings) {
  if (!types.includes(kind.type)) return false;
  return kind.type !== 'file' || !media || kind.mediaTypes.some((type) => takesMedia(media, type));
}

/** Media types stand between commas, and may hold a whole family: `image/*`. */
const takesMedia = (accepted: string, type: string) =>
  accepted
    .split(',')
    .map((one) => one.trim().toLowerCase())
    .some((one) => one === '*/*' || one === type || one === type.replace(/\/.*$/, '/*'));
