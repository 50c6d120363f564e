import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { counted, PagerFields } from '#src/http/list/list-schemas.ts';
import type { ListPage } from '#src/http/list/read-list.ts';
import { page } from '#src/http/reply.ts';
import { emptyForm } from '#src/http/route.ts';
import { view } from '#src/views.ts';
import { launchOutcomes } from '../launch-record.entity.ts';
import { profileOf, standard } from '../platforms/profile.ts';
import { attemptList, reasons, type AttemptQuery, type AttemptRow } from './attempt-list.ts';
import { reasonWords } from './reason-words.ts';

export const Attempt = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  outcome: z.enum(launchOutcomes),
  reason: z.enum(reasons).nullable(),
  /** The last word of the keys of its texts. */
  word: z.string().nullable(),
  messageType: z.string().nullable(),
  platform: z.string().nullable(),
  /** Name of the product; null for one that we do not know. */
  lms: z.string().nullable(),
  person: z.string().nullable(),
});

/** Where attempts are looked at. */
export interface Ward {
  /** Of the list. */
  readonly path: string;
  readonly place: 'organization' | 'installation';
}

export const attemptListView = view(
  'lti/doctor/attempts',
  PagerFields.extend({
    path: z.string(),
    place: z.enum(['organization', 'installation']),
    attempts: z.array(Attempt),
    form: FormFields,
    outcomes: z.array(z.string()),
    reasons: z.array(z.object({ code: z.enum(reasons), word: z.string(), isChosen: z.boolean() })),
    isNarrowed: z.boolean(),
  }),
);

/** A page of attempts. */
export function attemptListPage({ path, place }: Ward, query: AttemptQuery, { rows, meta }: ListPage<AttemptRow>) {
  const { outcome, reason } = query;
  const data = {
    path,
    place,
    attempts: rows.map(drawnAttempt),
    form: formFields(emptyForm, { outcome }),
    outcomes: [...launchOutcomes],
    reasons: reasons.map((code) => ({ code, word: reasonWords[code], isChosen: code === reason })),
    isNarrowed: Boolean(outcome ?? reason),
    meta: counted(meta),
    links: attemptList.links(path, query, meta),
  };
  return page(attemptListView, data, { meta });
}

export function drawnAttempt({ id, at, outcome, reason, messageType, issuer, platform, family, person }: AttemptRow) {
  const { family: known, name } = profileOf(family);
  return {
    id,
    at: new Date(at).toISOString(),
    outcome,
    reason,
    word: reason && reasonWords[reason],
    messageType,
    platform: platform ?? (issuer && (URL.parse(issuer)?.host || issuer)),
    lms: known === standard.family ? null : name,
    person,
  };
}
