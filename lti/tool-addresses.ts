interface Addressed {
  url(path: string): string;
}

/** The one address that launches are posted to: platforms compare it exactly, so it never has a query (SEC-08). */
export const redirectUri = (scope: Addressed) => scope.url('/lti/launch');
export const loginUri = (scope: Addressed) => scope.url('/lti/login');
export const keysUri = (scope: Addressed) => scope.url('/lti/keys');
/** Where links lead that were made without a choice of content. */
export const targetLinkUri = (scope: Addressed) => scope.url('/lti/launch');
