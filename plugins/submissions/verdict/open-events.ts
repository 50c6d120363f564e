import type { Response } from 'express';
import type { Drawing } from '#src/http/draw.ts';
import { readAddress, topicAddress } from '#src/http/live/topic.ts';
import type { Scope } from '#src/scope/scope.ts';
import { submissionTopic } from './submission-topic.ts';

/** The stream of one submission: parts of a page for htmx, data for programs. */
export async function openEvents(scope: Scope, submissionId: string, res: Response, drawing: Drawing): Promise<void> {
  const asked = readAddress([submissionTopic], topicAddress(submissionTopic, { submissionId }));
  const format = res.req.get('accept')?.includes('text/html') ? 'html' : 'json';
  if (res.req.method === 'HEAD') return void res.end();
  await drawing.kernel.live.open(res, { scope, topics: asked ? [asked] : [], drawing, format });
}
