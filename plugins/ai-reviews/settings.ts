import { z } from 'zod';
import { address, list, secret, wholeNumber } from '#src/config/settings.ts';

/** The model that writes reviews, the one that stands in for it, and what they may cost. */
export const reviewSettings = z.object({
  OPENAI_API_KEY: z
    .string()
    .meta(secret)
    .optional()
    .describe('Key of the model provider; without it reviews come from the other tiers'),
  OPENAI_BASE_URL: address('http', 'https')
    .optional()
    .describe('Any OpenAI-compatible address, so that a campus can run its own model'),
  OPENAI_REGIONS: regions()
    .optional()
    .describe('Regions between which organizations may choose, with their addresses: eu=https://eu.api.openai.com/v1'),
  OPENAI_MODEL: z.string().default('gpt-4.1-mini').describe('Name of the model'),
  OPENAI_FALLBACK_API_KEY: z
    .string()
    .meta(secret)
    .optional()
    .describe('Key of a second provider, which is asked when the first one fails'),
  OPENAI_FALLBACK_BASE_URL: address('http', 'https')
    .optional()
    .describe('Address of the second provider, OpenAI-compatible too'),
  OPENAI_FALLBACK_MODEL: z.string().default('gpt-4.1-mini').describe('Name of its model'),
  OPENAI_TIMEOUT_MS: wholeNumber(100, 120_000)
    .default(15_000)
    .describe('Milliseconds of silence after which an answer of a model is no longer waited for'),
  OPENAI_IN_FLIGHT: wholeNumber(1, 1_000)
    .default(20)
    .describe('Questions that one process has open at a time with the model providers'),
  OPENAI_INPUT_CENTS: wholeNumber(0, 1_000_000)
    .default(200)
    .describe('US cents for a million tokens that are sent, to count what reviews cost'),
  OPENAI_OUTPUT_CENTS: wholeNumber(0, 1_000_000)
    .default(800)
    .describe('US cents for a million tokens that are answered'),
  REVIEW_BUDGET_CENTS: wholeNumber(0, 100_000_000)
    .default(2_000)
    .describe('US cents that the model may cost each organization in a month; then reviews come from the other tiers'),
  REVIEW_ALERT_FAILED_PERCENT: wholeNumber(1, 100)
    .default(30)
    .describe('Share of calls of the model in a quarter of an hour above which, when they fail, people are told'),
  REVIEW_ALERT_SLOW_PERCENT: wholeNumber(1, 100).default(50).describe('The same share of calls that are slow'),
  REVIEW_ALERT_SLOW_MS: wholeNumber(100, 600_000)
    .default(20_000)
    .describe('Milliseconds above which a call of the model is slow'),
});

/** `eu=https://… us=https://…`, separated by blanks or commas. */
function regions() {
  const isRegion = (text: string) => /^[a-z0-9-]{1,30}=/.test(text) && URL.canParse(text.slice(text.indexOf('=') + 1));
  return list()
    .refine((all) => all.every(isRegion), 'must be names with addresses, as in eu=https://eu.api.openai.com/v1')
    .transform((all): Readonly<Record<string, string>> => Object.fromEntries(all.map((text) => text.split(/=(.*)/s))));
}
