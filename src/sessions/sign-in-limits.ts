import { defineLimit } from '#src/limits/limit.ts';

/**
 * Failures for one account from one neighbourhood; whoever goes on all the same waits longer each time. Others who want to
 * sign in, and the same person from elsewhere, are not held up, so nobody can lock somebody else out of the application.
 */
export const signInPerAccount = defineLimit({
  name: 'signIn.account',
  points: 5,
  seconds: 900,
  blockSeconds: [900, 1_800, 3_600, 14_400],
});

/** Failures from one address, for whichever accounts: a class that mistypes stays below, a list of passwords does not. */
export const signInPerAddress = defineLimit({ name: 'signIn.address', points: 100, seconds: 900 });

/** Everything else about one account that a stranger could try or cause mails with: codes, sign-up, links by mail. */
export const authPerAccount = defineLimit({ name: 'auth.account', points: 10, seconds: 900 });
