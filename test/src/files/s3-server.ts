import crypto from 'node:crypto';
import S3rver from 's3rver';

// The server makes its page tokens with DES, which OpenSSL 3 took away; any cipher that it can read back will do.
const { createCipheriv, createDecipheriv } = crypto;
const wide = (bytes: Buffer, length: number) => Buffer.alloc(length, bytes);
Object.assign(crypto, {
  createCipheriv: (_name: string, key: Buffer, iv: Buffer) =>
    createCipheriv('aes-256-cbc', wide(key, 32), wide(iv, 16)),
  createDecipheriv: (_name: string, key: Buffer, iv: Buffer) =>
    createDecipheriv('aes-256-cbc', wide(key, 32), wide(iv, 16)),
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
