import { defineFileUse } from '#src/files/file-use.ts';
import type { ReceivedFile } from '#src/files/scope-files.ts';
import { editOrganization } from '#src/people/edit-organization.ts';
import type { Scope } from '#src/scope/scope.ts';

/** SVG is not among them, because it can hold script. */
export const logoUse = defineFileUse({
  name: 'organizations.logo',
  maxBytes: 1_000_000,
  types: ['image/png', 'image/jpeg', 'image/webp'],
});

/** Shows a picture beside the organization's name on every page, or with null the usual mark again. */
export async function changeLogo(scope: Scope, file: ReceivedFile | null): Promise<void> {
  await scope.transaction(async (inside) => {
    const logoId = file === null ? null : inside.files.keep(file).id;
    await editOrganization(inside, { organizationId: inside.organization.id, changes: { logoId } });
  });
}
