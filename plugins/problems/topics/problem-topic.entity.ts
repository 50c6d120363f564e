import { defineEntity } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { Problem } from '../problem.entity.ts';
import { Topic } from './topic.entity.ts';

const ProblemTopicSchema = defineEntity({
  name: 'ProblemTopic',
  properties: {
    ...tenantOwned,
    problem: () => belongsTo(Problem).deleteRule('cascade'),
    topic: () => belongsTo(Topic).deleteRule('cascade'),
  },
  uniques: [{ properties: ['problem', 'topic'], name: 'problem_topic_problem_topic_key' }],
  indexes: [{ properties: ['organizationId', 'topic'], name: 'problem_topic_topic_idx' }],
});

/** A problem as the catalogue has it under a topic: of the last publishing or revision, before the first of the draft. */
export class ProblemTopic extends ProblemTopicSchema.class {
  static readonly personal: PersonalOf<typeof ProblemTopicSchema> = {
    ...tenantOwnedPersonal,
    problem: 'none',
    topic: 'none',
  };
}
ProblemTopicSchema.setClass(ProblemTopic);
