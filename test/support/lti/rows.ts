import pg from 'pg';
import { testDatabase } from '../app.ts';

export type Row = Readonly<Record<string, unknown>>;

/** Looks at the tables as nobody in the application may: past every organization. */
export async function openRows() {
  const client = new pg.Client({ connectionString: (await testDatabase()).superuserUrl });
  await client.connect();
  const rows = async (statement: string, values: readonly unknown[] = []) =>
    (await client.query<Row>(statement, [...values])).rows;
  return {
    rows,
    sessions: async () => Number((await rows('select count(*) as n from session'))[0]!.n),
    close: () => client.end(),
  };
}

export type Rows = Awaited<ReturnType<typeof openRows>>;
