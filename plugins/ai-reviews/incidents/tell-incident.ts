import { defineLimit } from '#src/limits/limit.ts';
import { LimitExceeded } from '#src/limits/limit-exceeded.ts';
import { sendMail } from '#src/mail/send-mail.ts';
import { Operator } from '#src/people/operator.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { tellKeepers } from '../costs/tell-keepers.ts';
import { costsPath } from '../paths.ts';
import { incidentMail, type IncidentLetter, type IncidentTold } from './incident-mail.ts';

/**
 * Tells by mail that an incident begins or is over: those who look after the organization, and the operators where the model is
 * theirs. In the open transaction.
 */
export async function tellIncident(scope: Scope, told: IncidentTold, isOurs: boolean): Promise<void> {
  const { organization } = scope;
  scope.log.warn(told, told.state === 'over' ? 'the model does well again' : 'the model does badly');
  const data = { ...told, organization: organization.name, url: scope.url(costsPath) };
  await tellKeepers(scope, incidentMail, data);
  if (isOurs && (await isNews(scope, told))) await tellOperators(scope, { ...data, url: scope.url(healthPath) });
}

const healthPath = '/operator/health';

/** What many organizations notice at once, operators are told once. */
export const toOperators = defineLimit({ name: 'ai-reviews.tellOperators', points: 1, seconds: 1_800 });

async function isNews({ limits }: Scope, { kind, state }: IncidentTold): Promise<boolean> {
  try {
    await limits.consume(toOperators, `${kind} ${state}`);
    return true;
  } catch (error) {
    if (error instanceof LimitExceeded) return false;
    throw error;
  }
}

async function tellOperators(scope: Scope, data: IncidentLetter) {
  for (const { id, name, email } of await scope.em.find(Operator, { suspendedAt: null }))
    await sendMail(scope, incidentMail, { to: { address: email, name }, recipientId: id, data });
}
