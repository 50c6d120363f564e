import { Readable } from 'node:stream';
import { create as contentDisposition } from 'content-disposition';
import { stringify } from 'csv-stringify';
import { plainName } from '#src/files/file-headers.ts';
import { download, type Reply } from './reply.ts';

type Value = string | number | null;

/**
 * A file of comma-separated values that is made while it is sent, of rows that are read while it is made. What a spreadsheet would
 * take for a formula is a text in it, and Excel reads its letters right.
 */
export function csvOf(name: string, rows: AsyncIterable<readonly Value[]>): Reply {
  const made = stringify({ bom: true, escape_formulas: true, record_delimiter: 'windows', cast: { number: String } });
  const source = Readable.from(rows, { highWaterMark: 64 });
  source.on('error', (error) => made.destroy(error));
  made.on('close', () => source.destroy());
  return download(source.pipe(made), {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': contentDisposition(plainName(`${name}.csv`), { type: 'attachment' }),
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
  });
}
