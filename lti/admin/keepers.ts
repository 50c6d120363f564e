import { havingRole } from '#src/http/allow.ts';

/** Who connects an organization with its LMS. */
export const keepers = havingRole('owner', 'admin');
