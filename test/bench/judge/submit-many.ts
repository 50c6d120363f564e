import type { StartedJudge } from '../../judge0/start-local-judge.ts';

/** So many, and on until a moment. */
export async function submitMany(judge: StartedJudge, count: number, until: number) {
  let left = count;
  const worker = async () => {
    while (left-- > 0 || performance.now() < until) await post(judge, { language_id: 43, source_code: 'text' });
  };
  await Promise.all([1, 2, 3, 4].map(worker));
}

/** Gives what the run took inside its box, in ms. */
export async function post(judge: StartedJudge, submission: object): Promise<number> {
  const response = await fetch(`${judge.url}/submissions?wait=true&fields=wall_time,status_id`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(submission),
  });
  const { wall_time: seconds, status_id: status } = (await response.json()) as { wall_time: string; status_id: number };
  if (status !== 3) throw new Error(`a run ended with status ${status}`);
  return Number(seconds) * 1000;
}
