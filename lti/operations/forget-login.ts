import type { InstallationScope } from '#src/scope/scope.ts';

/** A login that the platform has refused is over: its state is free and never accepted again. */
export const forgetLogin = (scope: InstallationScope, state: string) =>
  scope.transaction(({ em }) =>
    em.execute('update lti_login set consumed_at = now() where state = ? and consumed_at is null', [state]),
  );
