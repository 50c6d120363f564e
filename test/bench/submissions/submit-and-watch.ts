import { request } from 'node:http';
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
  const response = await fetch(`${address}/problems/${problemId}/submissions`, {
    method: 'POST',
    headers: { ...htmx, authorization, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ language: 'python', code }),
  });
  const part = await response.text();
  const acceptedMs = performance.now() - from;
  if (response.status !== 202) throw new Error(`handing in was answered with ${response.status}: ${part}`);
  const path = /"([^"]*\/live\?[^"]*)"/.exec(part)?.[1]?.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
  if (!path) throw new Error(`there is no stream in ${part}`);
  await untilVerdict(address + path, authorization);
  return { acceptedMs, verdictMs: performance.now() - from };
}

/** Every program is right here. */
const untilVerdict = (url: string, authorization: string) =>
  new Promise<void>((resolve, reject) => {
    const asked = request(url, { headers: { ...html, accept: 'text/html, text/event-stream', authorization } });
    asked.once('error', reject).once('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        const events = (text + chunk).split('\n\n');
        text = events.pop()!;
        if (!events.some((event) => event.includes('Accepted.'))) return;
        response.destroy();
        resolve();
      });
      response.once('error', () => undefined);
    });
    asked.end();
  });
