import crypto from 'node:crypto';
import S3rver from 's3rver';

// The server makes its page tokens with DES, which OpenSSL 3 took away; any cipher that it can read back will do. The change
// is seen by every test of this Jest worker, so all other ciphers stay what they are.
const { createCipheriv, createDecipheriv } = crypto;
const wide = (bytes: Buffer, length: number) => Buffer.alloc(length, bytes);
const insteadOfDes =
  (make: (name: string, key: Buffer, iv: Buffer) => unknown) =>
  (name: string, key: Buffer, iv: Buffer, options: object) =>
    name === 'des'
      ? make('aes-256-cbc', wide(key, 32), wide(iv, 16))
      : (make as (...given: unknown[]) => unknown)(name, key, iv, options);
Object.assign(crypto, {
  createCipheriv: insteadOfDes(createCipheriv),
  createDecipheriv: insteadOfDes(createDecipheriv),
});

/** A real server that speaks S3, with one empty bucket. It knows who signs, but does not check the signature. */
export async function startS3(directory: string) {
  const server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory,
    configureBuckets: [{ name: 'blobs' }],
  });
  const { port } = await server.run();
  const url = (to = port, user = 'S3RVER') => `s3://${user}:S3RVER@blobs/some/prefix?endpoint=http://127.0.0.1:${to}`;
  return { port, url, stop: () => server.close() };
}
