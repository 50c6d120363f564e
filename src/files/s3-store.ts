import { Readable } from 'node:stream';
import type { OutboundFetch } from '#src/outbound/outbound.ts';
import { verifiedBytes } from './blob-content.ts';
import { checkedKey, hashOf, isBlobKey } from './blob-key.ts';
import { BlobStoreFailure } from './blob-store-failure.ts';
import type { BlobStore, StoredBlob } from './blob-store.ts';
import type { S3Address } from './s3-address.ts';
import { readListing } from './s3-listing.ts';
import { requestS3 } from './s3-request.ts';

/** Blobs in a bucket of S3 or of anything that speaks its protocol. Tries a temporary failure three times. */
export function openS3Store(address: S3Address, fetch: OutboundFetch): BlobStore {
  const pathOf = (key: string) => `/${address.prefix}${checkedKey(key)}`;
  return {
    async put(key, content) {
      const headers = { 'content-length': String(content.bytes), 'x-amz-content-sha256': hashOf(key) };
      const body = () => Readable.toWeb(Readable.from(verifiedBytes(key, content)));
      await requestS3(address, fetch, { method: 'PUT', path: pathOf(key), headers, body });
    },
    async open(key) {
      const answer = await requestS3(address, fetch, { method: 'GET', path: pathOf(key), streamed: true });
      return answer.body ? Readable.fromWeb(answer.body) : Readable.from([]);
    },
    async exists(key) {
      const answer = await requestS3(address, fetch, { method: 'HEAD', path: pathOf(key) }).catch(nothingThere);
      return answer !== null;
    },
    async remove(key) {
      await requestS3(address, fetch, { method: 'DELETE', path: pathOf(key) }).catch(nothingThere);
    },
    list: (prefix = '') => listBlobs(address, fetch, prefix),
  };
}

async function* listBlobs(address: S3Address, fetch: OutboundFetch, prefix: string): AsyncGenerator<StoredBlob> {
  let continuation: string | null = null;
  do {
    const query = new URLSearchParams({ 'list-type': '2', prefix: address.prefix + prefix });
    if (continuation) query.set('continuation-token', continuation);
    const answer = await requestS3(address, fetch, { method: 'GET', path: `/?${query.toString()}` });
    const page = readListing(await answer.text());
    for (const blob of page.blobs) {
      const key = blob.key.slice(address.prefix.length);
      if (isBlobKey(key)) yield { ...blob, key };
    }
    continuation = page.continuationToken;
  } while (continuation);
}

function nothingThere(error: unknown): null {
  if (error instanceof BlobStoreFailure && error.kind === 'missing') return null;
  throw error;
}
