import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { livePath, topicAddress } from '#src/http/live/topic.ts';
import { page } from '#src/http/reply.ts';
import { emptyForm, type FormState } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import type { DeploymentRow } from '../admin/select-deployment.ts';
import { columnName } from './perform-step.ts';
import { selectPlaces, type SelfTestRow } from './select-self-test.ts';
import { Progress, progressOf, selfTestProgress } from './self-test-progress.ts';

const Option = z.object({ value: z.string(), label: z.string() });

export const selfTestFormView = view(
  'lti/self-test/new',
  z.object({
    deployment: z.uuid(),
    name: z.string(),
    /** What it makes in the LMS for a moment. */
    columnName: z.string(),
    contextId: z.uuid().nullable(),
    courses: z.array(Option),
    people: z.array(Option),
    form: FormFields,
  }),
);

export const selfTestView = view(
  'lti/self-test/show',
  Progress.extend({
    id: z.uuid(),
    deployment: z.uuid(),
    courseTitle: z.string().nullable(),
    person: z.string().nullable(),
    subject: z.string(),
    startedAt: z.iso.datetime(),
    live: z.string(),
  }),
);

/** The form, for one course of the deployment: the newest unless another is asked for. */
export async function selfTestFormPage(
  scope: Scope,
  { deployment, name }: DeploymentRow,
  contextId: string | null,
  form: FormState = emptyForm,
) {
  const { courses, chosen, people } = await selectPlaces(scope, deployment, contextId);
  const data = { deployment, name, columnName, contextId: chosen?.value ?? null, courses, people };
  return page(selfTestFormView, { ...data, form: formFields(form, { context: chosen?.value }) });
}

export const selfTestPage = (row: SelfTestRow) =>
  page(selfTestView, {
    ...progressOf(row),
    id: row.id,
    deployment: row.deployment,
    courseTitle: row.courseTitle,
    person: row.person,
    subject: row.subject,
    startedAt: new Date(row.startedAt).toISOString(),
    live: livePath([topicAddress(selfTestProgress, { selfTestId: row.id })]),
  });
