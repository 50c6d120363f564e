import { audit } from '#src/audit/audit.ts';
import { invalid } from '#src/errors.ts';
import { accountable } from '#src/scope/actor.ts';
import type { Scope } from '#src/scope/scope.ts';
import { LtiSelfTest } from '../self-test.entity.ts';
import { selectPlaces } from './select-self-test.ts';
import { selfTestJob } from './self-test-job.ts';
import { freshSteps } from './step.ts';

export interface SelfTestForm {
  /** Rows of the deployment and of a context in it. */
  readonly deployment: string;
  readonly contextId: string;
  /** The platform's id of somebody in the context. */
  readonly subject: string;
}

/**
 * Queues a self-test; one of the deployment that still runs goes on instead of a second, which would take its column away. Returns
 * its id. The caller has checked that the actor may. Throws DomainError `invalid` for a course or person that is not there.
 */
export const startSelfTest = (scope: Scope, form: SelfTestForm): Promise<string> =>
  scope.transaction(async (inside) => {
    const { deployment, contextId, subject } = form;
    const { chosen, people } = await selectPlaces(inside, deployment, contextId);
    if (chosen?.value !== contextId) throw invalid({ field: 'context', key: 'lti.selfTest.error.noCourse' });
    if (!people.some(({ value }) => value === subject))
      throw invalid({ field: 'subject', key: 'lti.selfTest.error.nobody' });
    return (await running(inside, deployment)) ?? (await start(inside, form));
  });

/** Two at once wait for each other at the deployment's row. */
async function running({ em }: Scope, deployment: string) {
  await em.execute('select id from lti_deployment where id = ? for update', [deployment]);
  const [row] = await em.execute<{ id: string }[]>(
    `select id from lti_self_test where deployment_id = ? and finished_at is null and created_at > now() - interval '10 minutes'`,
    [deployment],
  );
  return row?.id;
}

async function start(scope: Scope, { deployment, contextId, subject }: SelfTestForm) {
  const test = scope.em.create(LtiSelfTest, {
    deployment,
    context: contextId,
    subject,
    startedById: accountable(scope.actor),
    steps: freshSteps(),
  } as never);
  await scope.em.flush();
  await scope.enqueue(selfTestJob, { selfTestId: test.id });
  const target = { type: 'ltiSelfTest', id: test.id };
  scope.afterCommit(() => audit(scope, { action: 'ltiSelfTest.started', target }));
  return test.id;
}
