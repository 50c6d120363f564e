import { z } from 'zod';
import { page } from '#src/http/reply.ts';
import { get, idOf } from '#src/http/route.ts';
import { Preferences } from '#src/people/preferences.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { profileOf } from '../own/profile-routes.ts';
import { profileStatistic } from './profile-statistic.ts';

const publicProfileView = view(
  'accounts/public-profile',
  z.object({
    id: z.uuid(),
    name: z.string(),
    avatarUrl: z.string().nullable(),
    bio: z.string().nullable(),
    location: z.string().nullable(),
    website: z.string().nullable(),
    github: z.string().nullable(),
    linkedin: z.string().nullable(),
    joinedAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime().nullable(),
    statistics: z.array(z.object({ name: z.string(), label: z.string(), value: z.union([z.number(), z.string()]) })),
    isOwn: z.boolean(),
    isPublic: z.boolean(),
  }),
);

/** What members of an organization show each other. */
export const publicProfileRoutes = [
  get('/users/:id', {
    summary: 'What somebody shows of themselves',
    answer: publicProfileView,
    params: z.object({ id: idOf('user') }),
    allow: findVisible,
    async handle(scope, { row }) {
      const { isOwn, sees, user, privacy } = row;
      const profile = profileOf(scope, user);
      return page(
        publicProfileView,
        {
          ...profile,
          joinedAt: user.createdAt.toISOString(),
          lastSeenAt: sees('showActivity') ? await lastSeenAt(scope, user.id) : null,
          statistics: sees('showStats') ? await statisticsOf(scope, user.id) : [],
          isOwn,
          isPublic: privacy.profilePublic,
        },
        { title: user.name },
      );
    },
  }),
];

/** A profile that is switched off is there for its owner and the administrators; for everybody else there is none. */
async function findVisible({ actor, em }: Scope, { id }: { readonly id: string }) {
  if (actor.kind !== 'user') return null;
  const user = await em.findOne(User, { id, erasedAt: null });
  if (!user) return null;
  const { privacy } = Preferences.parse(user.preferences ?? {});
  const isOwn = actor.id === id;
  const seesAll = isOwn || actor.roles.has('owner') || actor.roles.has('admin');
  const isShown = privacy.profilePublic && !user.suspendedAt && !user.deletionRequestedAt && !isWaiting(user);
  if (!seesAll && !isShown) return null;
  const sees = (part: 'showStats' | 'showActivity') => seesAll || privacy[part];
  return { user, isOwn, privacy, sees };
}

/** Has signed up, and is nobody here yet. Whoever came from a course has no address that had to be confirmed. */
const isWaiting = ({ email, emailVerifiedAt, awaitingApprovalSince }: User) =>
  Boolean(awaitingApprovalSince ?? (email && !emailVerifiedAt));

/** When they were last here, by their sessions. */
async function lastSeenAt({ em, organization }: Scope, userId: string) {
  const [row] = await em.execute<{ at: Date | string | null }[]>(
    'select max(last_seen_at) as at from session where organization_id = ? and user_id = ?',
    [organization.id, userId],
  );
  return row?.at ? new Date(row.at).toISOString() : null;
}

async function statisticsOf(scope: Scope, userId: string) {
  const figures = [];
  for (const statistic of scope.contributions(profileStatistic)) {
    const value = await statistic.read(scope, userId);
    if (value !== null) figures.push({ name: statistic.name, label: statistic.label, value });
  }
  return figures;
}
