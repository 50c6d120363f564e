import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page, redirect } from '#src/http/reply.ts';
import { emptyForm, get, idOf, post, type FormState } from '#src/http/route.ts';
import { ApiToken } from '#src/people/api-token.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { createApiToken } from '#src/sessions/create-api-token.ts';
import { listApiTokens } from '#src/sessions/list-api-tokens.ts';
import { revokeApiToken } from '#src/sessions/revoke-api-token.ts';
import { tokenScopes } from '#src/sessions/token-scopes.ts';
import { view } from '#src/views.ts';
import { ownAccountInSession } from './own-account.ts';

const Listed = z.object({
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(z.enum(tokenScopes)),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  isOver: z.boolean(),
});
const tokensView = view('accounts/own/tokens', z.object({ tokens: z.array(Listed), form: FormFields }));
const newTokenView = view('accounts/own/new-token', z.object({ id: z.uuid(), name: z.string(), token: z.string() }));
const place = '/account/tokens';
const dayMs = 86_400_000;

/** Tokens for programs that act in somebody's name. */
export const tokenRoutes = [
  get(place, {
    summary: 'The own tokens for programs',
    answer: tokensView,
    allow: ownAccountInSession,
    handle: async (scope) => tokensPage(scope, emptyForm),
  }),

  post(place, {
    summary: 'Makes a token for a program; the answer shows it this once',
    answer: newTokenView,
    secretAnswer: true,
    body: z.object({
      name: z.string().trim().min(1).max(100),
      scopes: z.array(z.enum(tokenScopes)).min(1),
      days: z.int().min(1).max(365),
    }),
    allow: ownAccountInSession,
    async handle(scope, { body }) {
      const expiresAt = new Date(scope.now().getTime() + body.days * dayMs);
      const { token, apiToken } = await createApiToken(scope, { ...body, expiresAt });
      return page(newTokenView, { id: apiToken.id, name: apiToken.name, token }, { status: 201 });
    },
    again: async (scope, _input, form) => tokensPage(scope, form),
  }),

  post('/account/tokens/:id/revocation', {
    summary: 'Takes a token back',
    params: z.object({ id: idOf('apiToken') }),
    body: z.object({}),
    allow: findOwnToken,
    async handle(scope, { row }) {
      await revokeApiToken(scope, row.id);
      return redirect(place, { said: 'accounts.tokens.revoked' });
    },
  }),
];

async function findOwnToken(scope: Scope, { id }: { readonly id: string }) {
  const own = await ownAccountInSession(scope);
  return own && scope.em.findOne(ApiToken, { id, user: own.user.id, revokedAt: null });
}

async function tokensPage(scope: Scope, form: FormState) {
  const tokens = (await listApiTokens(scope)).map(({ id, name, scopes, createdAt, expiresAt, lastUsedAt }) => ({
    id,
    name,
    scopes: tokenScopes.filter((known) => scopes.includes(known)),
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    isOver: expiresAt <= scope.now(),
  }));
  return page(tokensView, { tokens, form: formFields(form, { days: '90', scopes: ['read'] }) });
}
