import type { StoredBlob } from './blob-store.ts';

interface S3Listing {
  readonly blobs: readonly StoredBlob[];
  readonly continuationToken: string | null;
}

/** One page of ListObjectsV2. Keys and numbers are all we take, so three patterns do what an XML parser would. */
export function readListing(xml: string): S3Listing {
  const blobs = [...xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)].map(([, contents = '']) => ({
    key: textOf(contents, 'Key') ?? '',
    bytes: Number(textOf(contents, 'Size')),
    modifiedAt: new Date(textOf(contents, 'LastModified') ?? Number.NaN),
  }));
  return { blobs, continuationToken: textOf(xml, 'NextContinuationToken') };
}

/** `AccessDenied: Access Denied.`: what the store itself says, without the request that it may quote. */
export const readS3Error = (xml: string) =>
  [textOf(xml, 'Code'), textOf(xml, 'Message')].filter((text) => text !== null).join(': ');

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function textOf(xml: string, element: string): string | null {
  const found = new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml)?.[1];
  return found?.replace(/&(amp|lt|gt|quot|apos);/g, (whole, name: string) => entities[name] ?? whole) ?? null;
}
