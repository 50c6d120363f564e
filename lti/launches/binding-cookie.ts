import type { SentCookie } from '#src/http/reply.ts';

/** One for each login, so that two launches at once do not disturb each other: named by the first letters of its state. */
export const bindingCookieName = (state: string) => `lti_${state.slice(0, 12)}`;

/** The cookie that ties a login to the browser that began it (Security Framework 7.3). */
export const bindingCookie = (state: string, secret: string | null, seconds: number): SentCookie => ({
  name: bindingCookieName(state),
  value: secret,
  seconds,
});
