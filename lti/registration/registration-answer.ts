import { z } from 'zod';
import type { PlatformAnswer } from './ask-platform.ts';
import { RegistrationFailed } from './registration-failed.ts';
import { toolConfigurationName } from './tool-registration.ts';

/** Ids come as texts or as numbers; at most 255 letters (Core 5.3), none of them a NUL, which PostgreSQL cannot store. */
const id = z
  .union([z.string(), z.number().int().transform(String)])
  .pipe(z.string().min(1).max(255))
  .refine((value) => !value.includes('\0'));
const text = z
  .string()
  .min(1)
  .max(10_000)
  .refine((value) => !value.includes('\0'))
  .optional()
  .catch(undefined);

const Answer = z.object({
  client_id: id,
  scope: z.string().optional().catch(undefined),
  registration_client_uri: text,
  registration_access_token: text,
  [toolConfigurationName]: z
    .object({
      deployment_id: id.optional().catch(undefined),
      messages: z
        .array(z.object({ type: z.string() }))
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
});

/** What a platform granted: it may be less than was asked for, and is null where the platform does not say. */
export interface Granted {
  readonly clientId: string;
  readonly scopes: readonly string[] | null;
  readonly messages: readonly string[] | null;
  readonly deploymentId: string | null;
  readonly registrationClientUri: string | null;
  readonly registrationAccessToken: string | null;
}

/** Reads the answer to a registration, 200 or 201 (lti-dr 3.6). Throws RegistrationFailed. */
export function readRegistrationAnswer({ status, json, words }: PlatformAnswer): Granted {
  if (status < 200 || status > 299)
    throw new RegistrationFailed('registrationRefused', { detail: String(status), words });
  const { data } = Answer.safeParse(json);
  if (!data) throw new RegistrationFailed('answerUnreadable', { words });
  const configuration = data[toolConfigurationName];
  const { registration_client_uri: clientUri = null } = data;
  return {
    clientId: data.client_id,
    scopes: data.scope?.split(' ').filter(Boolean) ?? null,
    messages: configuration?.messages?.map(({ type }) => type) ?? null,
    deploymentId: configuration?.deployment_id ?? null,
    registrationClientUri: clientUri && URL.canParse(clientUri) ? clientUri : null,
    registrationAccessToken: data.registration_access_token ?? null,
  };
}
