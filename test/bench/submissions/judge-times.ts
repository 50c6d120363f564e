import type { App } from '#src/app.ts';
import { judgeRoomOf } from '../../../judge0/judges-of.ts';

/** Hears of every box that the application hands over, and asks the judge how long it had it. */
export async function judgeTimes(app: App): Promise<{ take(): Promise<number> }> {
  const room = judgeRoomOf(app.kernel);
  room.local!.start();
  const { url, token } = await room.local!.address();
  const [judge] = (await room.judges()).judges;
  const { rest } = judge!;
  const { create } = rest;
  const tokens: string[] = [];
  rest.create = async (submissions) => {
    const created = await create(submissions);
    for (const each of created) if (typeof each.token === 'string') tokens.push(each.token);
    return created;
  };
  const msOf = async (one: string) => {
    const response = await fetch(`${url}/submissions/${one}?fields=created_at,finished_at`, {
      headers: { 'X-Auth-Token': token ?? '' },
    });
    const { created_at: from, finished_at: to } = (await response.json()) as Record<string, string>;
    return Date.parse(to!) - Date.parse(from!);
  };
  return {
    /** Milliseconds of what was handed over since the last call, from when it came to when it had ended. */
    async take() {
      const times = await Promise.all(tokens.splice(0).map(msOf));
      return times.reduce((sum, ms) => sum + ms, 0);
    },
  };
}
