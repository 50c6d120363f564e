import { extensionPoint } from '#src/extension.ts';
import type { Scope } from '#src/scope/scope.ts';

/** A way to sign in beside the password: a university's own sign-in, another site's account. */
export interface AuthMethod {
  /** What is offered in this organization, nothing where it is not set up; the label is a name for people. */
  offers(scope: Scope): Promise<readonly { readonly label: string; readonly path: string }[]>;
}

/** Stands above the password on the sign-in page, in the order of the plugins. */
export const authMethod = extensionPoint<AuthMethod>('accounts.authMethod');
