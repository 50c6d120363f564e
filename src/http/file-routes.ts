import { z } from 'zod';
import { notFound } from '#src/errors.ts';
import { fileHeaders } from '#src/files/file-headers.ts';
import { verifyFileUrl } from '#src/files/signed-url.ts';
import { StoredFile } from '#src/files/stored-file.entity.ts';
import { everybody } from './allow.ts';
import { download } from './reply.ts';
import { get } from './route.ts';

/** Files by their signed addresses: the signature is the right to have them, so that pictures come without a cookie. */
export const fileRoutes = [
  get('/files/:organizationId/:fileId', {
    summary: 'One file, by an address that a page gave',
    tenant: 'none',
    work: 'steps',
    params: z.object({ organizationId: z.uuid(), fileId: z.uuid() }),
    query: z.object({
      expires: z.string().optional(),
      inline: z.string().optional(),
      signature: z.string().optional(),
    }),
    allow: everybody,
    async handle(scope, { params, query }) {
      const signed = verifyFileUrl(scope.keys, params, query, scope.now());
      if (!signed) throw notFound('file');
      return scope.within(params.organizationId, async (scope) => {
        const file = await scope.transaction(({ em }) => em.findOne(StoredFile, { id: params.fileId }), {
          readOnly: true,
        });
        if (!file) throw notFound('file');
        const serving = { inline: signed.grant.inline, maxAgeSeconds: signed.secondsLeft };
        return download(await scope.files.open(file), fileHeaders(file, serving));
      });
    },
  }),
];
