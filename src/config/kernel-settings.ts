import { z } from 'zod';
import { address, list, port, secret } from './settings.ts';

const level = z.enum(
  ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
  'must be trace, debug, info, warn, error, fatal or silent',
);
const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{1,62}$/, 'must be lower-case letters, digits and hyphens');
const trustProxy = z
  .string()
  .regex(/^(none|\d{1,2}|[\da-fA-F.:/, ]+|loopback|uniquelocal)$/, 'must be none, a number of proxies, or addresses');

/** What every installation may set. Descriptions become the README's table, so they are sentences for operators. */
export const kernelSettings = z.object({
  NODE_ENV: z
    .enum(['development', 'production', 'test'], 'must be development, production or test')
    .default('development')
    .describe('`production` refuses to start without its secrets'),
  PORT: port().default(3000).describe('Port of the application'),
  PRACTICE_LMS_PORT: port().default(3001).describe('Port of the Practice LMS that the demo opens'),
  HOST: z
    .string()
    .optional()
    .describe('Address to listen on; in development loopback only, in production every interface'),
  PUBLIC_URL: address('http', 'https')
    .optional()
    .describe('Address at which people reach the application; https in production'),
  DATABASE_URL: address('postgres', 'postgresql')
    .meta(secret)
    .optional()
    .describe(
      'PostgreSQL as the role that runs and owns nothing; in development a role that may create roles will do, and without it an embedded PostgreSQL starts',
    ),
  DATABASE_OWNER_URL: address('postgres', 'postgresql')
    .meta(secret)
    .optional()
    .describe('The same database as the role that owns the tables and migrates'),
  HOME_ORGANIZATION: slug
    .default('demo')
    .describe('Slug of the organization in which individual learners live, made at the first start'),
  REDIS_URL: address('redis', 'rediss')
    .meta(secret)
    .optional()
    .describe('Redis for cache and limits; without it every process counts for itself'),
  SMTP_URL: address('smtp', 'smtps')
    .meta(secret)
    .optional()
    .describe('Mail server; in development mails are written to `.data/mail`'),
  MAIL_FROM: z
    .string()
    .regex(/@/, 'must hold an e-mail address')
    .default('Assay <assay@localhost>')
    .describe('Sender of all mails'),
  FILES_URL: address('file', 's3')
    .meta(secret)
    .optional()
    .describe('Where files live: `file:///folder` or `s3://key:secret@bucket/prefix?endpoint=…&region=…`'),
  SECRET_KEY: list()
    .meta(secret)
    .optional()
    .describe('Secrets of 32 characters or more, newest first; everything sealed or signed derives from them'),
  OUTBOUND_ALLOW: list()
    .default([])
    .describe('Private addresses, ranges or hosts that people may name in outgoing addresses'),
  API_ORIGINS: list()
    .refine(
      (origins) => origins.every((origin) => URL.parse(origin)?.origin === origin),
      'must list origins such as https://example.edu, without a path',
    )
    .default([])
    .describe('Other origins whose pages may call the API'),
  TRUST_PROXY: trustProxy
    .optional()
    .describe('Proxies in front: `none`, how many, or their addresses; has to be said in production'),
  METRICS_TOKEN: z
    .string()
    .min(16, 'must have 16 characters or more')
    .meta(secret)
    .optional()
    .describe('Bearer token for `/metrics` from other machines; loopback needs none'),
  LOG_LEVEL: level.default('info').describe('trace, debug, info, warn, error, fatal or silent'),
  ASSAY_PLUGINS: z.string().optional().describe('A plain list is the whole list of plugins; `-name` switches one off'),
});

/** What production does not start without, and why. */
export const neededInProduction = {
  PUBLIC_URL: 'the address people use, starting with https://',
  DATABASE_URL: 'the database as the role that runs and owns nothing',
  DATABASE_OWNER_URL: 'the database as the role that owns the tables',
  SECRET_KEY: 'a secret of 32 characters or more (openssl rand -base64 48 makes one)',
  SMTP_URL: 'the mail server',
  MAIL_FROM: 'the sender of all mails',
  FILES_URL: 'where files live',
  TRUST_PROXY: 'none, or the proxies in front',
} as const;
