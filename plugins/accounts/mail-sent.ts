import { z } from 'zod';
import { page } from '#src/http/reply.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { entranceOf } from './entrance.ts';

const kinds = ['signUp', 'verifyAgain', 'reset'] as const;

export const mailSentView = view('accounts/mail-sent', z.object({ kind: z.enum(kinds), entrance: z.string() }));

/** What everybody reads who asked for a mail, whether one was sent or not. */
export const mailSentPage = (scope: Scope, kind: (typeof kinds)[number]) =>
  page(mailSentView, { kind, entrance: entranceOf(scope) }, { layout: 'door' });
