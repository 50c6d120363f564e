import { extensionPoint } from '#src/extension.ts';
import type { Mail } from './define-mail.ts';

/** The mails that there are: a plugin contributes each of its own. */
export const mailKind = extensionPoint<Mail>('kernel.mail');
