import { profileOf } from './profile.ts';

export const endpointFields = ['authorizationEndpoint', 'tokenEndpoint', 'jwksUri'] as const;
export type EndpointField = (typeof endpointFields)[number];

interface Site {
  /** A product family, or `other`. */
  readonly lms: string;
  /** The address of the site, for a product whose issuer that is. */
  readonly issuer: string;
  readonly clientId: string;
}

/** Where a product has this endpoint as a rule; null for a product that we do not know. */
export function usualEndpoint({ lms, issuer, clientId }: Site, field: EndpointField): string | null {
  const usual = profileOf(lms).endpoints?.[field];
  if (!usual) return null;
  return usual.replace('{host}', issuer.replace(/\/+$/, '')).replace('{clientId}', encodeURIComponent(clientId));
}
