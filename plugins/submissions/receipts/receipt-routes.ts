import { z } from 'zod';
import { everybody } from '#src/http/allow.ts';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { document, page } from '#src/http/reply.ts';
import { emptyForm, get, post, type FormState } from '#src/http/route.ts';
import type { InstallationScope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { hashOf } from '../source-hash.ts';
import { publishedKeys } from './receipt-keys.ts';
import { Receipt } from './receipt.ts';
import { verifyReceipt } from './verify-receipt.ts';

export const receiptsPath = '/receipts';

const receiptView = view(
  'submissions/receipts/show',
  z.object({
    form: FormFields,
    /** Null before anything was checked. */
    isGenuine: z.boolean().nullable(),
    receipt: Receipt.nullable(),
    /** The file of the receipt whose text was pasted beside it; null where none is, or none was pasted. */
    file: z.string().nullable(),
    isCompared: z.boolean(),
  }),
);

const seconds = 3_600;

/** Whoever is shown a receipt can have it checked, without an account and for ever. */
export const receiptRoutes = [
  get(`${receiptsPath}/keys`, {
    summary: 'The public keys of all receipts, as a JSON Web Key Set; none is ever taken away',
    tenant: 'none',
    allow: everybody,
    handle: async (scope) =>
      document('application/json', JSON.stringify({ keys: await publishedKeys(scope) }), {
        'Cache-Control': `public, max-age=${seconds}`,
      }),
  }),

  get(receiptsPath, {
    summary: 'The form by which a receipt is checked',
    tenant: 'none',
    answer: receiptView,
    allow: everybody,
    handle: async () => formPage(emptyForm),
  }),

  post(`${receiptsPath}/verification`, {
    summary: 'Checks a receipt: whether we signed it, what it says, and whether a source is the one it is of',
    tenant: 'none',
    work: 'read',
    answer: receiptView,
    body: z.object({ receipt: z.string().min(1).max(20_000), source: z.string().optional() }),
    allow: everybody,
    handle: async (scope, { body }) => checkedPage(scope, body),
    again: async (_scope, _input, form) => formPage(form),
  }),
];

const formPage = (form: FormState) =>
  page(receiptView, { form: formFields(form), isGenuine: null, receipt: null, file: null, isCompared: false });

interface Pasted {
  readonly receipt: string;
  readonly source?: string | undefined;
}

async function checkedPage(scope: InstallationScope, { receipt: text, source }: Pasted) {
  const receipt = await verifyReceipt(await publishedKeys(scope), text);
  const hash = source === undefined ? null : hashOf(source);
  return page(receiptView, {
    form: formFields(emptyForm, { receipt: text, source }),
    isGenuine: receipt !== null,
    receipt,
    file: receipt?.files.find(({ sha256 }) => sha256 === hash)?.path ?? null,
    isCompared: receipt !== null && hash !== null,
  });
}
