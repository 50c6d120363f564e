import { randomUUID } from 'node:crypto';
import { claimNames as names, roles, type Claims } from './claim-names.ts';

export interface About {
  readonly issuer: string;
  readonly clientId: string;
  readonly deploymentId: string;
  readonly publicUrl: string;
}

/** A resource link launch with nothing missing, by somebody new; `overrides` replace whole claims, undefined takes one out. */
export function launchClaims(about: About, overrides: Claims = {}): Claims {
  const now = Math.floor(Date.now() / 1000);
  const sub = randomUUID();
  return {
    iss: about.issuer,
    aud: about.clientId,
    sub,
    iat: now,
    exp: now + 300,
    name: 'Ada Lovelace',
    given_name: 'Ada',
    family_name: 'Lovelace',
    email: `${sub.slice(0, 8)}@lms.example`,
    [names.messageType]: 'LtiResourceLinkRequest',
    [names.version]: '1.3.0',
    [names.deploymentId]: about.deploymentId,
    [names.targetLinkUri]: `${about.publicUrl}/lti`,
    [names.roles]: [roles.instructor],
    [names.context]: { id: 'course-1', label: 'CS 1', title: 'Programming', type: ['CourseSection'] },
    [names.resourceLink]: { id: 'link-1', title: 'Fizz buzz', description: 'The first one' },
    [names.toolPlatform]: { guid: 'lms.example', name: 'An LMS', product_family_code: 'an-lms', version: '1' },
    [names.launchPresentation]: { document_target: 'iframe', locale: 'en', return_url: `${about.issuer}/back` },
    ...overrides,
  };
}
