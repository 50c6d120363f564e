import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { z } from 'zod';
import { root } from '../app.ts';

const Transcript = z.object({
  method: z.string(),
  path: z.string(),
  contentType: z.string().optional(),
  accept: z.string().optional(),
  answer: z.object({ status: z.int(), contentType: z.string(), body: z.unknown() }),
});

/** What a Moodle answered to calls of its services, answered again to the same calls; 400 to all others, as it does. */
export async function openMoodleTranscripts() {
  const file = path.join(root, 'test/lti/fixtures/moodle/recorded-answers.json');
  let text = readFileSync(file, 'utf8');
  const server = createServer((request, response) => {
    request.resume();
    const { method, url, headers } = request;
    const transcripts = Object.values(z.record(z.string(), Transcript).parse(JSON.parse(text)));
    // The same address with another header is another call.
    const known = transcripts.find(
      (one) =>
        one.method === method &&
        one.path === url &&
        (one.contentType === undefined || one.contentType === headers['content-type']) &&
        (one.accept === undefined || method !== 'GET' || one.accept === headers.accept),
    );
    const { status, contentType, body } = known?.answer ?? { status: 400, contentType: 'text/html', body: [] };
    response.writeHead(status, { 'content-type': contentType }).end(body === '' ? '' : JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  text = text.replaceAll('{host}', host);
  return {
    host,
    tokenUrl: `${host}/mod/lti/token.php`,
    lineItemsUrl: `${host}/mod/lti/services.php/2/lineitems?type_id=1`,
    lineItemUrl: `${host}/mod/lti/services.php/2/lineitems/2/lineitem?type_id=1`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
