import { z } from 'zod';
import { address, list, secret } from '#src/config/settings.ts';

const flag = () =>
  z
    .enum(['0', '1'], 'must be 1 or 0')
    .default('0')
    .transform((value) => value === '1');

const judgeAddresses = list().refine(
  (urls) => urls.every((url) => /^https?:$/.test(URL.parse(url)?.protocol ?? '')),
  'must list addresses that start with http: or https:',
);

const languageMap = z
  .string()
  .regex(/^\s*[a-z0-9-]+\s*=[^;=]+(;\s*[a-z0-9-]+\s*=[^;=]+)*;?\s*$/, 'must look like python=71; cpp=C++ (GCC 9.2.0)')
  .transform((text) =>
    Object.fromEntries(
      text
        .split(';')
        .filter((pair) => pair.trim())
        .map((pair) => pair.split('=').map((word) => word.trim()) as [string, string]),
    ),
  );

/** Where programs are run. */
export const judgeSettings = z.object({
  JUDGE0_URL: judgeAddresses.optional().describe('One or several Judge0 addresses; without it a local judge starts'),
  JUDGE0_AUTH_TOKEN: list()
    .meta(secret)
    .optional()
    .describe('Token that the Judge0 addresses ask for: one for all, or one for each in their order'),
  JUDGE0_LANGUAGES: languageMap
    .optional()
    .describe(
      "Which of a judge's languages is meant, by its id or name: `python=71; cpp=C++ (GCC 9.2.0)`; the newest when not given",
    ),
  JUDGE0_CALLBACK_URL: address('http', 'https')
    .optional()
    .describe('Address at which judges reach this application, to tell at once that a program has ended'),
  JUDGE0_LOCAL: flag().describe('`1` starts a local judge in production, too, where `JUDGE0_URL` is not set'),
  JUDGE0_LOCAL_UNSAFE: flag().describe(
    '`1` lets the local judge run programs without a sandbox where none can be made: only on a machine that holds nothing else',
  ),
});
