import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { LtiContext } from './lti-context.entity.ts';
import { LtiDeployment } from './deployment.entity.ts';
import type { Step } from './self-test/step.ts';

const LtiSelfTestSchema = defineEntity({
  name: 'LtiSelfTest',
  properties: {
    ...tenantOwned,
    deployment: () => belongsTo(LtiDeployment),
    context: () => belongsTo(LtiContext).deleteRule('cascade'),
    /** The platform's id of the user who gets a score for a moment. */
    subject: p.text(),
    startedById: p.uuid().nullable(),
    steps: p.json<Step[]>(),
    finishedAt: p.datetime().nullable(),
  },
  indexes: [{ properties: ['deployment', 'createdAt'], name: 'lti_self_test_deployment_id_created_at_idx' }],
});

/** One try of everything that we ask of a platform, with what it answered to each. */
export class LtiSelfTest extends LtiSelfTestSchema.class {
  static readonly personal: PersonalOf<typeof LtiSelfTestSchema> = {
    ...tenantOwnedPersonal,
    deployment: 'none',
    context: 'none',
    subject: 'link',
    startedById: 'link',
    steps: 'none',
    finishedAt: 'none',
  };
}
LtiSelfTestSchema.setClass(LtiSelfTest);
