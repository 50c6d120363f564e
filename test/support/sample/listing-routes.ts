import { sql } from '@mikro-orm/core';
import { z } from 'zod';
import { signedInPeople } from '#src/http/allow.ts';
import { defineList } from '#src/http/list/define-list.ts';
import { filterBy } from '#src/http/list/list-spec.ts';
import { page } from '#src/http/reply.ts';
import { get } from '#src/http/route.ts';
import { view } from '#src/views.ts';

const row = z.object({ id: z.string(), text: z.string() });
const listView = view(
  'sample/listing',
  z.object({ samples: z.array(row), next: z.string().nullable(), previous: z.string().nullable() }),
);

const samples = defineList({
  id: 'sample.id',
  sorts: {
    created_at: { column: 'sample.created_at', type: 'timestamptz' },
    text: { column: 'sample.text', type: 'text' },
    length: { column: 'length(sample.text)', type: 'int' },
  },
  defaultSort: 'created_at',
  filters: {
    has: filterBy(z.string().max(100), (text) => sql`position(${text} in sample.text) > 0`),
    versions: filterBy(z.array(z.int32()), (versions) => sql`sample.version in (${versions})`),
  },
});

/** A list by page and by cursor, for the tests of the kernel. */
export const listingRoutes = [
  get('/listed-samples', {
    summary: 'Lists samples in every way',
    answer: listView,
    query: samples.query,
    allow: signedInPeople,
    async handle(scope, { query }) {
      const { rows, meta } = await samples.read<z.output<typeof row>>(scope, query, {
        select: 'sample.id, sample.text',
        from: 'sample',
        where: sql`sample.text <> ${'hidden'}`,
      });
      return page(listView, { samples: [...rows], ...samples.links('/listed-samples', query, meta) }, { meta });
    },
  }),
];
