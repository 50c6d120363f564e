import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page } from '#src/http/reply.ts';
import { emptyForm, type FormState } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { keepsProblems, writesProblems } from '../authors.ts';
import { rateOf } from '../rate-of.ts';
import { selectTopics, type TopicRow } from './select-topics.ts';

const Topic = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  problems: z.int(),
  attempted: z.int(),
  solved: z.int(),
  submissions: z.int(),
  acceptanceRate: z.number().nullable(),
});

/** One topic in a list or on a problem's page. */
export const NamedTopic = Topic.pick({ id: true, slug: true, name: true });

export const topicsView = view(
  'problems/topics/list',
  z.object({ topics: z.array(Topic), form: FormFields, mayWrite: z.boolean() }),
);
export const topicView = view(
  'problems/topics/show',
  Topic.extend({ form: FormFields, mayWrite: z.boolean(), mayRemove: z.boolean() }),
);

/** Whoever writes problems sees those without problems too. */
export async function topicsPage(scope: Scope, form: FormState = emptyForm) {
  const mayWrite = writesProblems(scope.actor);
  const topics = (await selectTopics(scope)).filter(({ problems }) => mayWrite || problems > 0);
  return page(topicsView, { topics: topics.map(drawn), form: formFields(form), mayWrite });
}

export const topicPage = ({ actor }: Scope, topic: TopicRow, form: FormState = emptyForm) =>
  page(
    topicView,
    {
      ...drawn(topic),
      form: formFields(form, { name: topic.name }),
      mayWrite: writesProblems(actor),
      mayRemove: keepsProblems(actor),
    },
    { title: topic.name },
  );

const drawn = (topic: TopicRow) => ({ ...topic, acceptanceRate: rateOf(topic) });
