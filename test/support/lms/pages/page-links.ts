import { numberIn, type PageOf } from '../advantage/page-of.ts';
import { html } from './html.ts';

/** How many people one page shows. */
export const rowsOfPage = 50;

export const firstRow = (page: unknown) => (Math.max(numberIn(page) ?? 1, 1) - 1) * rowsOfPage;

/** Links to the other pages of a long list; nothing when there are none. */
export function pageLinks({ from, limit, total }: PageOf<unknown>, path: string) {
  if (total <= limit) return null;
  const here = Math.floor(from / limit) + 1;
  const last = Math.ceil(total / limit);
  const link = (page: number, words: string) =>
    page < 1 || page > last ? null : html`<a class="button" href="${path}?page=${page}">${words}</a>`;
  return html`<nav class="line" aria-label="Pages">
    ${link(here - 1, 'Previous')}<span class="soft">Page ${here} of ${last}</span>${link(here + 1, 'Next')}
  </nav>`;
}
