import type { Submission } from './answers/submission.ts';
import { readFields, renderSubmission } from './api/fields.ts';

/** What the pipe takes at once, so that we go on whether or not whoever started us is reading. */
const mostBytes = 32_768;

/** A line of JSON that says how a submission has ended, or, where that is long, only that it has: then it is asked for. */
export function endLine(submission: Submission, asked: string): string {
  const { token } = submission;
  const read = readFields(asked);
  if ('unknown' in read) return JSON.stringify({ ended: { token } });
  const line = JSON.stringify({ ended: renderSubmission(submission, read.fields, true, '') });
  return line.length > mostBytes ? JSON.stringify({ ended: { token } }) : line;
}
