import { z } from 'zod';
import { page, type Reply } from '#src/http/reply.ts';
import type { InstallationScope } from '#src/scope/scope.ts';
import type { Visit } from '#src/sessions/visit.ts';
import { view } from '#src/views.ts';
import { LaunchRejected, launchReasons, type LaunchReason } from '../launch-rejected.ts';
import type { Attempt } from '../operations/check-launch.ts';
import { recordEnd } from '../operations/record-launch.ts';
import { returnAddress } from '../return-address.ts';
import { messageWords } from './message-words.ts';
import { courseRoleOf } from '../roles.ts';

const told = [
  'again',
  'administrator',
  'pending',
  'suspended',
  'later',
  'message',
  'browser',
  'role',
  'review',
] as const;

export const refusedView = view(
  'lti/refused',
  z.object({
    reason: z.string(),
    /** Which of the texts for people fits. */
    told: z.enum(told),
    detail: z.string().nullable(),
    /** What a message that we know and do not take asks for: the last word of a text's key. */
    about: z.string().nullable(),
    /** The code that the platform answered instead of a token. */
    platformError: z.string().nullable(),
    reference: z.string(),
    returnUrl: z.string().nullable(),
    newTab: z.string().nullable(),
    isStaff: z.boolean(),
  }),
);

/**
 * Ends an attempt: keeps its record and draws a page that says, to whoever sits there, what to do. What is no refusal of a launch
 * is thrown on.
 */
export async function refused(
  scope: InstallationScope,
  error: unknown,
  attempt: Attempt,
  visit: Visit & { readonly issuer?: string; readonly clientId?: string },
): Promise<Reply> {
  if (!(error instanceof LaunchRejected)) throw error;
  const { reason, detail } = error;
  const outcome = reason === 'deployment-pending' ? 'waiting' : 'refused';
  const reference = await recordEnd(scope, attempt, error, visit, outcome);
  const role = courseRoleOf(attempt.claims?.roles ?? []);
  const data = {
    reason,
    told: toldFor(reason),
    detail: reason === 'message-unknown' || reason === 'message-not-supported' ? detail : null,
    about: reason === 'message-not-supported' ? (messageWords[detail ?? ''] ?? null) : null,
    platformError: reason === 'platform-error' ? (detail?.split(': ')[0] ?? null) : null,
    reference,
    returnUrl: returnUrl(attempt, reason, reference),
    newTab: reason === 'browser-differs' && attempt.login ? newTabPath(attempt.login.request) : null,
    isStaff: role === 'instructor' || role === 'teachingAssistant',
  };
  return page(refusedView, data, { status: error.status, frames: ['*'] });
}

const toldFor = (reason: LaunchReason): (typeof told)[number] => {
  if (reason === 'deployment-pending') return 'pending';
  if (['deployment-suspended', 'registration-suspended', 'person-suspended'].includes(reason)) return 'suspended';
  if (reason === 'keys-unreachable') return 'later';
  if (['message-unknown', 'message-not-supported'].includes(reason)) return 'message';
  if (reason === 'browser-differs') return 'browser';
  if (reason === 'role-may-not-choose') return 'role';
  if (reason === 'review-of-another') return 'review';
  const { step } = launchReasons[reason];
  const isPassing = step === 'state' || step === 'time' || reason === 'platform-error';
  return isPassing ? 'again' : 'administrator';
};

/** Back to the course with what happened, only where a verified token named the way (Core 5.4.4). */
function returnUrl({ claims }: Attempt, reason: LaunchReason, reference: string) {
  const url = returnAddress(claims?.launchPresentation?.return_url);
  if (!url) return null;
  url.searchParams.set('lti_errorlog', `${reason} ${reference}`);
  return url.href;
}

/** The same login at top level, where the browser keeps our cookies; nothing is carried over from the frame (STO-16). */
export const newTabPath = (request: Readonly<Record<string, string>>) => {
  const { lti_storage_target: _frame, ...rest } = request;
  return `/lti/login?${new URLSearchParams(rest).toString()}`;
};
