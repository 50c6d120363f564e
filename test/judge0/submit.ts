import type { StartedJudge } from './start-local-judge.ts';

export interface Judged {
  readonly token: string;
  readonly status: { readonly id: number; readonly description: string };
  readonly stdout: string | null;
  readonly stderr: string | null;
  readonly compile_output: string | null;
  readonly message: string | null;
  readonly time: string | null;
  readonly wall_time: string | null;
  readonly memory: number | null;
  readonly exit_code: number | null;
}

export const python = 71;
export const c = 50;
export const cpp = 54;
export const java = 62;
export const bash = 46;

const textual = ['source_code', 'stdin', 'expected_output'];

/** Sends a submission in base64, waits for it, and decodes the answer byte by byte (latin1). */
export async function submit(judge: StartedJudge, submission: Readonly<Record<string, unknown>>): Promise<Judged> {
  const body = Object.fromEntries(
    Object.entries(submission).map(([key, value]) => [
      key,
      textual.includes(key) ? Buffer.from(String(value)).toString('base64') : value,
    ]),
  );
  const response = await fetch(`${judge.url}/submissions?base64_encoded=true&wait=true&fields=*`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(judge.token === null ? {} : { 'X-Auth-Token': judge.token }) },
    body: JSON.stringify(body),
  });
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
  const answer = (await response.json()) as Judged & Record<string, unknown>;
  const decoded = ['stdout', 'stderr', 'compile_output', 'message'].map((key) => [
    key,
    typeof answer[key] === 'string' ? Buffer.from(answer[key], 'base64').toString('latin1') : null,
  ]);
  return { ...answer, ...(Object.fromEntries(decoded) as Partial<Judged>) };
}

/** The program's output when it ended well; else all that is known, so that a failing test says why. */
export const outputOf = (judged: Judged) => (judged.status.id === 3 ? (judged.stdout ?? '') : JSON.stringify(judged));
