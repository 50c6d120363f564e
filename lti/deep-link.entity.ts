import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { User } from '#src/people/user.entity.ts';
import type { DeepLinkingSettings } from './deep-linking/settings.ts';
import { LtiContext } from './lti-context.entity.ts';
import { LtiDeployment } from './deployment.entity.ts';

const LtiDeepLinkSchema = defineEntity({
  name: 'LtiDeepLink',
  properties: {
    ...tenantOwned,
    deployment: () => belongsTo(LtiDeployment),
    /** Absent where a platform lets people choose outside a course. */
    context: () => belongsTo(LtiContext).nullable(),
    user: () => belongsTo(User).deleteRule('cascade'),
    settings: p.json<DeepLinkingSettings>(),
    /** `launch_presentation.return_url`: the way back where the answer was sent already. */
    returnUrl: p.text().nullable(),
    expiresAt: p.datetime(),
    answeredAt: p.datetime().nullable(),
  },
  indexes: [{ properties: ['expiresAt'], name: 'lti_deep_link_expires_at_idx' }],
});

/** A platform's request for content, which one person answers once (Deep Linking 4.4). */
export class LtiDeepLink extends LtiDeepLinkSchema.class {
  static readonly personal: PersonalOf<typeof LtiDeepLinkSchema> = {
    ...tenantOwnedPersonal,
    deployment: 'none',
    context: 'none',
    user: 'link',
    // Platforms put keys of their sessions into the return address and into `data`.
    settings: 'credential',
    returnUrl: 'credential',
    expiresAt: 'none',
    answeredAt: 'none',
  };
}
LtiDeepLinkSchema.setClass(LtiDeepLink);
