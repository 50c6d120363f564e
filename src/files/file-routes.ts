import { z } from 'zod';
import { notFound } from '#src/errors.ts';
import { download } from '#src/http/reply.ts';
import { get, idOf } from '#src/http/route.ts';
import { begun } from '#src/scope/begun.ts';
import { BlobStoreFailure } from './blob-store-failure.ts';
import { fileHeaders } from './file-headers.ts';
import { verifyFileUrl } from './signed-url.ts';
import { StoredFile } from './stored-file.entity.ts';

/** Where the addresses lead that `signFileUrl` makes. */
export const fileRoutes = [
  get('/files/:organizationId/:id', {
    summary: 'A file, for whoever was given its signed address',
    tenant: 'none',
    work: 'steps',
    // Pictures of a class, from one address, without a session in a frame: the signature is what restricts.
    countsItself: true,
    params: z.object({ organizationId: idOf('organization'), id: idOf('file') }),
    query: z.object({
      expires: z.string().max(20).optional(),
      inline: z.string().max(5).optional(),
      signature: z.string().max(200).optional(),
    }),
    async allow(scope, { organizationId, id }, query) {
      await begun(scope);
      const granted = verifyFileUrl(scope.keys, { organizationId, fileId: id }, query, scope.now());
      if (!granted) throw notFound('file');
      const file = await scope.within(organizationId, ({ em }) => em.findOne(StoredFile, { id }));
      return file && { file, ...granted };
    },
    async handle(scope, { params, row: { file, grant, secondsLeft } }) {
      const bytes = await scope.within(params.organizationId, ({ files }) => files.open(file)).catch(gone);
      return download(bytes, fileHeaders(file, { inline: grant.inline, maxAgeSeconds: secondsLeft }));
    },
  }),
];

/** The row is older than what is in the store: after a restore without its files. */
function gone(error: unknown): never {
  if (error instanceof BlobStoreFailure && error.kind === 'missing') throw notFound('file');
  throw error;
}
