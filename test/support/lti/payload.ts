import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Claims } from './claim-names.ts';

const folder = path.resolve(import.meta.dirname, '../../lti/certification/payloads');

const Changes = z.strictObject({
  /** Replace whole claims of a valid launch. */
  claims: z.record(z.string(), z.unknown()).default({}),
  /** Claims that are taken out. */
  without: z.array(z.string()).default([]),
});

const BadPayload = Changes.extend({
  /** The whole token, instead of changes of a valid one. */
  payload: z.unknown().optional(),
  /** In the header; null: none. */
  kid: z.string().nullable().optional(),
  reason: z.string(),
  /** The last check that passed before. */
  after: z.string().nullable(),
  /** Words that the record of the launch holds besides. */
  detail: z.array(z.string()).default([]),
});

const ValidPayload = Changes.extend({
  /** What the page calls the person; several are possible when the platform gave no name. */
  name: z.string(),
  /** What the person may do in the course. */
  role: z.enum(['instructor', 'learner', 'none']),
});

export type BadPayload = z.output<typeof BadPayload>;
export type ValidPayload = z.output<typeof ValidPayload>;

const read = (file: string): unknown => JSON.parse(readFileSync(path.join(folder, file), 'utf8'));

export const badPayload = (name: string) => BadPayload.parse(read(`bad/${name}.json`));
export const validPayload = (name: string) => ValidPayload.parse(read(`valid/${name}.json`));

/** The changes as overrides of a valid launch. */
export const overridesOf = ({ claims, without }: Pick<BadPayload, 'claims' | 'without'>): Claims => ({
  ...claims,
  ...Object.fromEntries(without.map((claim) => [claim, undefined])),
});
