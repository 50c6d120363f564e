import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { tenantOwned } from '#src/database/tenancy.ts';

const StoredFileSchema = defineEntity({
  name: 'StoredFile',
  properties: {
    ...tenantOwned,
    /** Name of the FileUse for which it was taken in. */
    use: p.text(),
    /** As the sender called it, without folders. */
    name: p.text(),
    /** Media type that its bytes show. */
    type: p.text(),
    bytes: p.integer(),
    /** In hexadecimal digits; with the organization it is the key of the blob. */
    sha256: p.text(),
    uploadedBy: p.uuid().nullable(),
  },
  indexes: [{ properties: ['organizationId', 'sha256'], name: 'stored_file_organization_id_sha256_idx' }],
});

/** A file that was kept. Several rows may lead to the same bytes; bytes without a row are swept away after a day. */
export class StoredFile extends StoredFileSchema.class {
  static readonly personal: PersonalOf<typeof StoredFileSchema> = {
    ...tenantOwnedPersonal,
    use: 'none',
    name: 'content',
    type: 'none',
    bytes: 'none',
    sha256: 'content',
    uploadedBy: 'link',
  };
}
StoredFileSchema.setClass(StoredFile);
