import { z } from 'zod';

const text = z.string().min(1).max(4_000);

/** What a platform sends to begin a login (Security Framework 5.1.1.1, Core 4.1.1), by GET or by POST. */
export const LoginRequest = z.object({
  iss: text,
  login_hint: text,
  target_link_uri: text,
  lti_message_hint: text.optional(),
  client_id: text.optional(),
  lti_deployment_id: text.optional(),
  /** Canvas's own name for it (CAN-04). */
  deployment_id: text.optional(),
  lti_storage_target: z.string().max(200).optional(),
});
export type LoginRequest = z.output<typeof LoginRequest>;
