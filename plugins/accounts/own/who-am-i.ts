import { z } from 'zod';
import { page } from '#src/http/reply.ts';
import { get } from '#src/http/route.ts';
import { organizationRoles } from '#src/people/user.entity.ts';
import { view } from '#src/views.ts';
import { AllPreferences, preferencesOf } from './change-preferences.ts';
import { ownAccount } from './own-account.ts';
import { profileOf } from './profile-routes.ts';

const whoView = view(
  'accounts/own/who',
  z.object({
    id: z.uuid(),
    name: z.string(),
    email: z.string().nullable(),
    roles: z.array(z.enum(organizationRoles)),
    avatarUrl: z.string().nullable(),
    organization: z.object({ slug: z.string(), name: z.string() }),
    preferences: AllPreferences,
    createdAt: z.iso.datetime(),
  }),
);

/** For programs that want to know in whose name they act. */
export const whoAmI = [
  get('/auth/me', {
    summary: 'Who asks',
    answer: whoView,
    allow: ownAccount,
    async handle(scope, { row }) {
      const { slug, name } = scope.organization;
      const { roles, createdAt } = row;
      const preferences = preferencesOf(row);
      const own = { roles: [...roles], organization: { slug, name }, preferences, createdAt: createdAt.toISOString() };
      return page(whoView, { ...profileOf(scope, row), ...own });
    },
  }),
];
