import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';

export type JobState = 'running' | 'waiting' | 'failed';

export interface JobRow {
  readonly id: string;
  readonly name: string;
  readonly state: JobState;
  /** Null: belongs to the installation. */
  readonly organizationId: string | null;
  /** When it failed, began, or may begin. */
  readonly at: Date;
  /** Tries that have ended. */
  readonly attempts: number;
  /** What the last try said, if one has failed. */
  readonly message: string | null;
  /** The ids among the job's data; nothing else of them is shown to anybody. */
  readonly ids: readonly { readonly name: string; readonly id: string }[];
}

export interface JobSelection {
  readonly states: readonly JobState[];
  /** Only of this organization. */
  readonly organizationId?: string;
  /** Only of these queues. */
  readonly names?: readonly string[];
  readonly id?: string;
  readonly limit: number;
}

const inState = {
  running: "state = 'active'",
  waiting: "state in ('created', 'retry')",
  failed: "state = 'failed'",
} as const;

const stateOf = "case when state = 'active' then 'running' when state = 'failed' then 'failed' else 'waiting' end";
const ours = "name not like '\\_\\_pgboss%'";

type Asking = Pick<EntityManager, 'execute'>;

/** Jobs in these states, the latest first. Row-level security does not cover the queue: name the organization. */
export async function selectJobs(em: Asking, selection: JobSelection): Promise<readonly JobRow[]> {
  const { where, values } = conditions(selection);
  const rows = await em.execute<Stored[]>(
    `select id, name, ${stateOf} as state, data, output, retry_count as retries,
       coalesce(completed_on, started_on, start_after) as at
     from pgboss.job where ${where} order by coalesce(completed_on, started_on, created_on) desc, id limit ?`,
    [...values, selection.limit],
  );
  return rows.map(jobRow);
}

/** How many there are in each state. */
export async function countJobs(em: Asking, organizationId: string): Promise<Readonly<Record<JobState, number>>> {
  const { where, values } = conditions({ states: ['running', 'waiting', 'failed'], organizationId });
  const rows = await em.execute<{ state: JobState; count: number }[]>(
    `select ${stateOf} as state, count(*)::int as count from pgboss.job where ${where} group by 1`,
    values,
  );
  return { running: 0, waiting: 0, failed: 0, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
}

function conditions({ states, organizationId, names, id }: Omit<JobSelection, 'limit'>) {
  const parts: [string, ...string[]][] = [[ours], [`(${states.map((state) => inState[state]).join(' or ')})`]];
  if (organizationId !== undefined) parts.push(["data ->> 'organizationId' = ?", organizationId]);
  if (names) parts.push([names.length > 0 ? `name in (${names.map(() => '?').join(', ')})` : 'false', ...names]);
  if (id !== undefined) parts.push(['id = ?', id]);
  return { where: parts.map(([part]) => part).join(' and '), values: parts.flatMap(([, ...values]) => values) };
}

interface Stored {
  readonly id: string;
  readonly name: string;
  readonly state: JobState;
  readonly data: unknown;
  readonly output: unknown;
  readonly retries: number;
  readonly at: string | Date;
}

const Output = z.object({ message: z.string() }).catch({ message: 'It said nothing.' });
const Ids = z.object({
  organizationId: z.string().nullable().catch(null),
  data: z.record(z.string(), z.unknown()).catch({}),
});
const isId = (value: unknown) => z.uuid().safeParse(value).success;

function jobRow({ id, name, state, data, output, retries, at }: Stored): JobRow {
  const envelope = Ids.catch({ organizationId: null, data: {} }).parse(data);
  return {
    id,
    name,
    state,
    organizationId: envelope.organizationId,
    at: new Date(at),
    attempts: state === 'failed' ? retries + 1 : retries,
    message: output === null ? null : Output.parse(output).message,
    ids: Object.entries(envelope.data).flatMap(([key, value]) =>
      isId(value) ? [{ name: key, id: String(value) }] : [],
    ),
  };
}
