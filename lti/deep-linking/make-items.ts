import { invalid } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { DeepLinkKind } from '../deep-link-item.ts';
import type { Choice } from './choice.ts';
import { contentItem, madeBy } from './content-item.ts';
import { acceptedKinds } from './offered-kinds.ts';
import type { DeepLinkRow } from './select-deep-link.ts';

const mostPoints = 100_000;

type ContentItem = Readonly<Record<string, unknown>>;

/**
 * The content items of a choice, each once and in its order. Throws DomainError `invalid`: nothing chosen, several where the platform
 * takes one, points that are none, something that this person may not choose or that is gone.
 */
export async function makeItems(scope: Scope, row: DeepLinkRow, choice: Choice): Promise<readonly ContentItem[]> {
  const chosen = [...new Set(choice.chosen)];
  if (chosen.length === 0) throw invalid({ field: 'chosen', key: 'lti.deepLink.error.nothing' });
  if (chosen.length > 1 && row.settings.accept_multiple !== true)
    throw invalid({ field: 'chosen', key: 'lti.deepLink.error.onlyOne' });
  const kinds = acceptedKinds(scope, row.settings);
  const items: ContentItem[] = [];
  for (const [place, item] of chosen.entries())
    items.push(await makeItem(scope, row, { item, field: `chosen.${place}`, kinds, choice }));
  return items;
}

interface Chosen {
  readonly item: string;
  /** Where it stands in the form. */
  readonly field: string;
  readonly kinds: readonly DeepLinkKind[];
  readonly choice: Choice;
}

async function makeItem(scope: Scope, row: DeepLinkRow, { item, field, kinds, choice }: Chosen) {
  const dot = item.lastIndexOf('.');
  const kind = kinds.find(({ name }) => name === item.slice(0, dot));
  const made = kind && (await kind.make(scope, row, item.slice(dot + 1)));
  if (!made) throw invalid({ field, key: 'lti.deepLink.error.gone' });
  const place = choice.edits.findIndex((edit) => edit.item === item);
  const { title = null, text = null, points = null } = choice.edits[place] ?? {};
  if (points !== null && !(points > 0 && points <= mostPoints))
    throw invalid({
      field: `edits.${place}.points`,
      key: 'lti.deepLink.error.points',
      parameters: { most: mostPoints },
    });
  const isWithoutGrades = row.settings.accept_lineitem === false;
  return contentItem(scope, madeBy(kind, made), { item, title, text, points, isWithoutGrades });
}
