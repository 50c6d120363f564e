import { z } from 'zod';
import { ProgrammingError } from '#src/errors.ts';

export interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface S3Address {
  /** The bucket's own address, without a slash at the end. */
  readonly bucketUrl: string;
  /** What stands before every key: empty, or ending in a slash. */
  readonly prefix: string;
  readonly region: string;
  readonly credentials: S3Credentials;
}

const bucketName = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'needs the name of a bucket after s3://');
const folder = z
  .string()
  .regex(/^([\w.-]+\/)*$/, 'may have only letters, digits, dot, hyphen and underscore in its prefix');
const options = z.strictObject({
  endpoint: z.url({ protocol: /^https?$/, error: 'needs an endpoint that begins with https:// or http://' }).optional(),
  region: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'needs a region such as eu-central-1')
    .default('us-east-1'),
});

/** Reads `s3://key:secret@bucket/prefix?endpoint=…&region=…`; without an endpoint it is Amazon's. Throws a ProgrammingError. */
export function readS3Address(url: URL, given: S3Credentials | null): S3Address {
  const bucket = check(bucketName, url.hostname);
  const prefix = check(folder, url.pathname.replace(/^\/+/, '').replace(/([^/])$/, '$1/'));
  const { endpoint, region } = check(options, Object.fromEntries(url.searchParams));
  const amazon = `https://${bucket}.s3.${region}.amazonaws.com`;
  const bucketUrl = endpoint ? `${endpoint.replace(/\/+$/, '')}/${bucket}` : amazon;
  return { bucketUrl, prefix, region, credentials: credentialsIn(url) ?? given ?? noCredentials() };
}

function credentialsIn(url: URL): S3Credentials | null {
  if (!url.username || !url.password) return null;
  return { accessKeyId: decodeURIComponent(url.username), secretAccessKey: decodeURIComponent(url.password) };
}

function noCredentials(): never {
  throw new ProgrammingError('FILES_URL needs s3://key:secret@bucket; write / in the secret as %2F and + as %2B.');
}

function check<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ProgrammingError(`FILES_URL ${parsed.error.issues.map((issue) => issue.message).join('; ')}.`);
}
