import { z } from 'zod';

/** What a queued job carries beside its data: never roles, never secrets. */
export const Envelope = z.object({
  /** Null: belongs to the installation. */
  organizationId: z.uuid().nullable(),
  /** A user id, for the audit only. */
  onBehalfOf: z.uuid().nullable(),
  requestId: z.string(),
  /** Set by a schedule of a job that runs `per: 'organization'`: this one only makes one job for each. */
  forEach: z.literal('organization').optional(),
  data: z.unknown(),
});
export type Envelope = z.output<typeof Envelope>;
