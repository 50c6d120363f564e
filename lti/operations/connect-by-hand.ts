import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { invalid } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { profileOf } from '../platforms/profile.ts';
import { endpointFields, usualEndpoint } from '../platforms/usual-endpoint.ts';
import { registerForOrganization, type Registered } from './register-platform.ts';

/** What an administrator read on the platform's pages. */
export interface ShownByPlatform {
  /** A product family, or `other`. */
  readonly lms: string;
  readonly issuer: string;
  readonly clientId: string;
  /** Left out where it is as usual for the family. */
  readonly authorizationEndpoint?: string | undefined;
  readonly tokenEndpoint?: string | undefined;
  readonly jwksUri?: string | undefined;
  /** None where the platform makes one later: then the first launch brings it. */
  readonly deploymentIds: readonly string[];
}

/**
 * Registers a platform for the Scope's organization with what was typed, and what is usual where nothing was. Throws DomainError
 * `invalid` for an address that is not usual and was left out, and for an issuer and client id, or a deployment, that are known.
 */
export async function connectByHand(scope: Scope, shown: ShownByPlatform): Promise<Registered> {
  const { family, tokenAudience } = profileOf(shown.lms);
  const endpoints = endpointFields.map((field) => [field, shown[field] ?? usualEndpoint(shown, field)] as const);
  const missing = endpoints.filter(([, url]) => url === null);
  if (missing.length > 0) throw invalid(...missing.map(([field]) => ({ field, key: 'kernel.field.needed' })));
  const { issuer, clientId } = shown;
  const form = {
    issuer,
    clientId,
    ...(Object.fromEntries(endpoints) as Record<(typeof endpointFields)[number], string>),
    deploymentIds: [...new Set(shown.deploymentIds)],
    productFamily: family === 'other' ? null : family,
    tokenAudience,
  };
  try {
    return await scope.transaction((inside) => registerForOrganization(inside, form));
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException)
      throw invalid({ field: 'clientId', key: 'lti.error.registeredAlready' });
    throw error;
  }
}
