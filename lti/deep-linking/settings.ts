import { z } from 'zod';
import { optional, text, words } from '../claim-values.ts';
import { returnAddress } from '../return-address.ts';

const yesOrNo = optional(z.boolean());

/**
 * What a platform wants to be given (Deep Linking 4.4.1): the first three are required, of the rest whatever is not understood is
 * as good as absent. Members of LTI 1, which some platforms still send, are left out.
 */
export const DeepLinkingSettings = z.object({
  deep_link_return_url: z
    .string()
    .max(4_000)
    .refine((url) => returnAddress(url) !== null),
  accept_types: words,
  accept_presentation_document_targets: words,
  /** Media types with commas between them. */
  accept_media_types: text,
  accept_multiple: yesOrNo,
  /** Absent: unknown, so that a line item is offered all the same. */
  accept_lineitem: yesOrNo,
  auto_create: yesOrNo,
  title: text,
  text,
  /** The platform's own, of any length: it goes back exactly as it came, and not at all where it did not come. */
  data: z.unknown().optional(),
});
export type DeepLinkingSettings = z.output<typeof DeepLinkingSettings>;

/** The members for which a platform's settings cannot be used, by name; none where they can. */
export function unusable(settings: unknown): readonly string[] {
  if (settings === undefined || settings === null) return ['deep_linking_settings'];
  const { error } = DeepLinkingSettings.safeParse(settings);
  return [...new Set(error?.issues.map(({ path }) => path[0]?.toString() ?? 'deep_linking_settings'))];
}
