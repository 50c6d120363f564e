import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';

/** The audit of what the installation did from the shell, in the open transaction if there is one. */
export const recordAct = (client: Client, action: string, payload: Record<string, unknown>) =>
  client.query(
    `insert into audit_entry (id, created_at, actor_kind, action, payload, request_id) values ($1, now(), 'system', $2, $3, $4)`,
    [randomUUID(), action, payload, `command ${randomUUID()}`],
  );
