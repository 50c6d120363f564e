import type { Launch } from '../launch.ts';

/**
 * The id of the content that a link was chosen for, where it is of this kind; null for any other link. The custom value counts,
 * and the address where a platform lost that or never took it over (DL-16).
 */
export function chosenItem({ custom, claims }: Pick<Launch, 'custom' | 'claims'>, kind: string): string | null {
  const item = custom.item ?? URL.parse(claims.targetLinkUri)?.searchParams.get('item');
  return item?.startsWith(`${kind}.`) ? splitItem(item, kind) : null;
}

const splitItem = (item: string, kind: string) => {
  const id = item.slice(kind.length + 1);
  return id && !id.includes('.') ? id : null;
};
