import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { html, htmx } from '../../support/web.ts';

interface Work {
  readonly address: string;
  readonly authorization: string;
  readonly problemId: string;
  readonly code: string;
}

export interface Watched {
  /** Until the answer to the POST, in milliseconds. */
  readonly acceptedMs: number;
  /** Until the verdict stood in what the page gets. */
  readonly verdictMs: number;
}

/** Hands work in as the page does, and follows the stream that the answer names until it brings the verdict. */
export async function submitAndWatch({ address, authorization, problemId, code }: Work): Promise<Watched> {
  const from = performance.now();
  const part = await handIn(`${address}/problems/${problemId}/submissions`, authorization, code);
  const acceptedMs = performance.now() - from;
  const path = /"([^"]*\/live\?[^"]*)"/.exec(part)?.[1]?.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
  if (!path) throw new Error(`there is no stream in ${part}`);
  await untilVerdict(address + path, authorization);
  return { acceptedMs, verdictMs: performance.now() - from };
}

/** Not by `fetch`, which takes longer than a browser does. */
const handIn = (url: string, authorization: string, code: string) =>
  new Promise<string>((resolve, reject) => {
    const headers = { ...htmx, authorization, 'content-type': 'application/x-www-form-urlencoded' };
    const asked = request(url, { method: 'POST', headers });
    asked.once('error', reject).once('response', (response) => {
      text(response).then(
        (part) =>
          response.statusCode === 202
            ? resolve(part)
            : reject(new Error(`handing in was answered with ${response.statusCode}: ${part}`)),
        reject,
      );
    });
    asked.end(new URLSearchParams({ language: 'python', code }).toString());
  });

/** Every program is right here. */
const untilVerdict = (url: string, authorization: string) =>
  new Promise<void>((resolve, reject) => {
    const asked = request(url, { headers: { ...html, accept: 'text/html, text/event-stream', authorization } });
    asked.once('error', reject).once('response', (response) => {
      let rest = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        const events = (rest + chunk).split('\n\n');
        rest = events.pop()!;
        if (!events.some((event) => event.includes('Accepted.'))) return;
        response.destroy();
        resolve();
      });
      response.once('error', () => undefined);
    });
    asked.end();
  });
