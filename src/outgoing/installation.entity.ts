import { defineEntity, p } from '@mikro-orm/core';
import type { PersonalOf } from '#src/database/personal.ts';

const InstallationSchema = defineEntity({
  name: 'Installation',
  properties: {
    /** Always 1: there is one installation. */
    id: p.integer().primary().autoincrement(false),
    /** Since when scores, mails and webhooks stay here: set by `restore`, cleared by `resume-outgoing`. */
    outgoingPausedAt: p.datetime().nullable(),
  },
  checks: [{ name: 'installation_is_one', expression: 'id = 1' }],
});

/** What is true of the installation as a whole. */
export class Installation extends InstallationSchema.class {
  static readonly personal: PersonalOf<typeof InstallationSchema> = { id: 'none', outgoingPausedAt: 'none' };
}
InstallationSchema.setClass(Installation);
