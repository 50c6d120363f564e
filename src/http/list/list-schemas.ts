import { z } from 'zod';
import type { PageMeta } from '../reply.ts';

/** What the parts of a list need in the schema of a view: `pager` takes `meta` and `links`, `sort-header` one of the sorts. */
export const PagerFields = z.object({
  meta: z.object({ page: z.int().nullable(), pages: z.int().nullable(), total: z.int().nullable() }),
  links: z.object({ next: z.string().nullable(), previous: z.string().nullable() }),
});

export const SortField = z.object({ path: z.string(), order: z.enum(['asc', 'desc']).nullable() });

/** Behind a cursor nothing was counted. */
export const counted = ({ page, pages, total }: PageMeta) => ({
  page: page ?? null,
  pages: pages ?? null,
  total: total ?? null,
});
