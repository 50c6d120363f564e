import { UniqueConstraintViolationException } from '@mikro-orm/core';
import type { InstallationScope, Scope } from '#src/scope/scope.ts';
import { defineLimit } from '#src/limits/limit.ts';
import type { Visit } from '#src/sessions/visit.ts';
import type { Launch } from '../launch.ts';
import { launchListener, launchTarget } from '../launch.ts';
import { LaunchRejected } from '../launch-rejected.ts';
import { keepCoupledItem } from '../line-items/keep-coupled-item.ts';
import { keepReviewed } from '../review/keep-reviewed.ts';
import { courseRoleOf, isTestUser } from '../roles.ts';
import { consumeLogin } from './consume-login.ts';
import type { CheckedLaunch, Attempt } from './check-launch.ts';
import { findDeployment, type FoundDeployment } from './find-deployment.ts';
import { framesOf } from './frames-of.ts';
import { keepContext } from './keep-context.ts';
import { keepDeployment } from './keep-deployment.ts';
import { keepMembership } from './keep-membership.ts';
import { keepPerson } from './keep-person.ts';
import { keepResourceLink } from './keep-resource-link.ts';
import { recordLaunch } from './record-launch.ts';
import { openSession, type OpenedSession } from './open-session.ts';

export interface OpenedLaunch extends OpenedSession {
  /** Where it leads, with the frame's public id. */
  readonly path: string;
}

/** A person who launches more often than this is a script. */
const perPerson = defineLimit({ name: 'lti.launch', points: 60, seconds: 60 });

/**
 * Ends a verified launch: in one transaction the login is consumed, identity, context, resource link and membership are
 * brought up to date, plugins are told, and a session opens. Throws LaunchRejected; then nothing of it has happened.
 */
export async function openLaunch(
  scope: InstallationScope,
  checked: CheckedLaunch,
  visit: Visit,
  attempt: Attempt,
): Promise<OpenedLaunch> {
  const { login, claims } = checked;
  const deployment = await findDeployment(scope, login, claims);
  attempt.passed.push('deployment');
  await scope.limits.consume(perPerson, `${login.platform_id} ${claims.sub}`);
  return scope.within(deployment.organizationId, (scope) =>
    // Two first launches of one person or course at once: the one that lost finds the rows of the other.
    onceMore(() =>
      scope.transaction((inside) => open(inside, checked, deployment, { visit, attempt }), { joinsFirst: true }),
    ),
  );
}

async function onceMore<R>(work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) return work();
    throw error;
  }
}

async function open(
  scope: Scope,
  { login, claims }: CheckedLaunch,
  deployment: FoundDeployment,
  { visit, attempt }: { readonly visit: Visit; readonly attempt: Attempt },
): Promise<OpenedLaunch> {
  const known = await consumeLogin(scope, login, claims, deployment);
  if (known.is_suspended) throw new LaunchRejected('person-suspended');
  await keepDeployment(scope, claims, deployment, known);
  const userId = await keepPerson(scope, login, claims, known);
  const context = await keepContext(scope, claims, deployment, known);
  const resourceLink = await keepResourceLink(scope, claims, { deployment, contextId: context?.id ?? null }, known);
  if (resourceLink) {
    const place = { deploymentId: deployment.id, contextId: context?.id ?? null, link: resourceLink };
    await keepCoupledItem(scope, claims, place, known);
  }
  const roles = claims.roles;
  if (context) await keepMembership(scope, claims, { contextId: context.id, userId }, known);
  const launch: Launch = {
    messageType: claims.messageType,
    userId,
    deploymentId: deployment.id,
    context,
    resourceLink,
    role: courseRoleOf(roles),
    isTestUser: isTestUser(roles),
    forUserId: await keepReviewed(scope, login, claims, context?.id ?? null),
    custom: claims.custom ?? {},
    claims,
  };
  for (const listen of scope.contributions(launchListener)) await listen(scope, launch);
  const path = await targetOf(scope, launch);
  const frames = await framesOf(scope, deployment, claims);
  const session = await openSession(scope, userId, visit, { frame: deployment.id, frameOrigins: frames });
  recordLaunch(scope, { login, claims, userId, visit, passed: [...attempt.passed, 'browser', 'message'] });
  return { ...session, path: withFrame(path, deployment.id) };
}

async function targetOf(scope: Scope, launch: Launch) {
  for (const target of scope.contributions(launchTarget).toReversed()) {
    const path = await target(scope, launch);
    if (path) return path;
  }
  return `/lti/launched?${new URLSearchParams({ message: launch.messageType }).toString()}`;
}

function withFrame(path: string, frame: string) {
  const url = new URL(path, 'http://x');
  url.searchParams.set('frame', frame);
  return url.pathname + url.search;
}
