import { havingRole } from '#src/http/allow.ts';

/** Who looks after an organization: its members, its settings, its audit. */
export const keepers = havingRole('owner', 'admin');
