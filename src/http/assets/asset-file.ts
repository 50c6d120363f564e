import { z } from 'zod';

const Bytes = z.instanceof(Buffer);

/** One file as it is served: whole, and compressed where that makes it smaller. */
export const AssetFile = z.object({
  /** What templates call it, such as `app.js`; null for what only other assets refer to. */
  name: z.string().nullable(),
  /** Under `/assets/`, with the hash of its content. */
  path: z.string(),
  body: Bytes,
  brotli: Bytes.nullable(),
  gzip: Bytes.nullable(),
  integrity: z.string(),
  /** What a module imports at once, directly or not, as paths. */
  imports: z.array(z.string()),
});
export type AssetFile = z.infer<typeof AssetFile>;

/** What comes out of the bundler, before it is compressed. */
export type BundledFile = Pick<AssetFile, 'name' | 'path' | 'body' | 'imports'>;
