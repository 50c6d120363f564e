import { defineFileUse } from '#src/files/file-use.ts';
import type { ReceivedFile } from '#src/files/scope-files.ts';
import { StoredFile } from '#src/files/stored-file.entity.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { signedInUser } from '#src/sessions/signed-in-user.ts';

export const avatarUse = defineFileUse({
  name: 'accounts.avatar',
  maxBytes: 2_000_000,
  types: ['image/png', 'image/jpeg', 'image/webp', 'image/gif'],
});

/** Gives the actor another picture, or none; the row of the old one goes. Returns the address of the new one. */
export async function setAvatar(scope: Scope, received: ReceivedFile | null): Promise<string | null> {
  return scope.transaction(async (scope) => {
    const user = await scope.em.findOneOrFail(User, signedInUser(scope));
    const before = user.avatar;
    const after = received ? scope.files.keep(received) : null;
    user.avatar = after as never;
    await scope.em.flush();
    if (before) await scope.em.nativeDelete(StoredFile, { id: before.id });
    return avatarUrl(scope, after?.id ?? null);
  });
}

/** Where a picture can be had, for whoever may see the page that shows it. */
export const avatarUrl = (scope: Scope, id: string | null | undefined) =>
  id ? scope.files.url({ id }, { inline: true }) : null;
