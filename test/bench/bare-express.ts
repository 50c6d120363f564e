import type { AddressInfo } from 'node:net';
import express from 'express';
import pg from 'pg';
import { hashToken } from '#src/keys/tokens.ts';

const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The same page by hand: session look-up, BEGIN READ ONLY, set_config, the list, COMMIT, the same HTML around it. */
export async function openBareExpress(appUrl: string, around: { readonly before: string; readonly after: string }) {
  const pool = new pg.Pool({ connectionString: appUrl, max: 12 });
  pool.on('error', () => undefined);
  const server = express().disable('x-powered-by');
  server.get('/samples', async (req, res) => {
    const token = (req.get('authorization') ?? '').slice('Bearer '.length);
    const { rows: sessions } = await pool.query<{ organization_id: string }>('select * from find_framed_session($1)', [
      hashToken(token),
    ]);
    const client = await pool.connect();
    await client.query('begin read only');
    await client.query(`select set_config('assay.organization', $1, true), transaction_timestamp()`, [
      sessions[0]!.organization_id,
    ]);
    const { rows } = await client.query<{ text: string }>(
      'select id, text from sample order by created_at, id limit $1',
      [20],
    );
    await client.query('commit');
    client.release();
    res
      .type('html')
      .set('Cache-Control', 'no-store')
      .send(
        `${around.before}<h1>Samples</h1><ul>${rows.map(({ text }) => `<li>${escape(text)}</li>`).join('')}</ul>\n${around.after}`,
      );
  });
  const http = server.listen(0, '127.0.0.1');
  await new Promise((listening) => http.once('listening', listening));
  return {
    origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    async close() {
      http.closeAllConnections();
      await new Promise((closed) => http.close(closed));
      await pool.end();
    },
  };
}
