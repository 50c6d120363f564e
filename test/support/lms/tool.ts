import { z } from 'zod';

/** A registered tool, as it is also kept in the data file. */
export const Tool = z.object({
  clientId: z.string(),
  /** Counts from 1 and is never given twice: deployments and activities are numbered by it. */
  number: z.int(),
  deploymentId: z.string(),
  flavour: z.enum(['moodle', 'canvas']),
  name: z.string(),
  loginUrl: z.url(),
  redirectUris: z.array(z.url()).min(1),
  jwksUrl: z.url(),
  targetLinkUri: z.url(),
  scopes: z.array(z.string()),
  custom: z.record(z.string(), z.string()),
});
export type Tool = z.output<typeof Tool>;

export type FlavourName = Tool['flavour'];

/** Origins whose scripts may speak with the pages of this platform. */
export const originsOf = (tools: readonly Tool[]) => [
  ...new Set(tools.flatMap((tool) => [tool.loginUrl, tool.targetLinkUri]).map((url) => new URL(url).origin)),
];
