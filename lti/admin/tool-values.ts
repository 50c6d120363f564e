import { z } from 'zod';
import { keysUri, loginUri, redirectUri, targetLinkUri } from '../tool-addresses.ts';
import type { PlatformProfile } from '../platforms/profile.ts';
import type { ToolField } from '../platforms/words.ts';

/** What an administrator copies into an LMS: its own name for the field, and what belongs there. */
export const ToolValue = z.object({ id: z.string(), label: z.string(), value: z.string() });

interface Addressed {
  url(path: string): string;
}

const values: Readonly<Record<ToolField, (scope: Addressed) => string>> = {
  target: targetLinkUri,
  login: loginUri,
  redirect: redirectUri,
  keys: keysUri,
  config: (scope) => scope.url('/lti/config.json'),
  domain: (scope) => new URL(scope.url('/')).host,
};

/** In the order in which this LMS asks for them; `label` is the key of its name for each. */
export const toolValues = (scope: Addressed, { words }: PlatformProfile) =>
  Object.entries(words.tool).map(([field, label]) => ({
    id: `tool-${field}`,
    label,
    value: values[field as ToolField](scope),
  }));
