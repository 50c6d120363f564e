import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { signedInUser } from '#src/sessions/signed-in-user.ts';
import { z } from 'zod';

const line = (longest: number) => z.string().trim().max(longest).nullable().optional();

/** What people say of themselves; null takes it back, and what is absent stays. */
export const ProfileForm = z.object({
  name: z.string().trim().min(1).max(100),
  bio: line(2000),
  location: line(100),
  website: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .nullable()
    .optional(),
  github: z
    .string()
    .regex(/^[A-Za-z\d](?:[A-Za-z\d-]{0,38})$/, 'accounts.error.github')
    .nullable()
    .optional(),
  linkedin: z
    .string()
    .regex(/^[\p{L}\d-]{3,100}$/u, 'accounts.error.linkedin')
    .nullable()
    .optional(),
});
export type ProfileForm = z.output<typeof ProfileForm>;

/** Changes the actor's own profile. */
export async function changeProfile(
  scope: Scope,
  form: { [Field in keyof ProfileForm]?: ProfileForm[Field] | undefined },
): Promise<void> {
  const user = await scope.em.findOneOrFail(User, signedInUser(scope));
  const given = Object.entries(form).filter(([, value]) => value !== undefined);
  scope.em.assign(user, Object.fromEntries(given.map(([name, value]) => [name, value === '' ? null : value])) as never);
}
