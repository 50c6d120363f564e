import { statusOf } from '../answers/statuses.ts';
import type { Judge } from './judge.ts';

const dayMs = 24 * 60 * 60 * 1000;
const cachedMs = 10 * 60 * 1000;

/** Of the answers that are still kept. */
export function statisticsOf({ answers, languages }: Judge) {
  const now = Date.now();
  const known = [...answers.known.values()];
  const bytes = known.reduce((sum, each) => sum + each.bytes, 0);
  const days = Array.from({ length: 30 }, (_, back) => dayOf(now - back * dayMs));
  const perDay = countBy(known.map(({ createdMs }) => dayOf(createdMs)));
  return {
    created_at: new Date(now).toISOString(),
    cached_until: new Date(now + cachedMs).toISOString(),
    submissions: {
      total: known.length,
      today: perDay.get(dayOf(now)) ?? 0,
      last_30_days: Object.fromEntries(days.map((day) => [day, perDay.get(day) ?? 0])),
    },
    languages: counted(known.map(({ language }) => language)).map(([id, count]) => ({
      language: { id, name: languages.find((language) => language.id === id)?.name ?? '' },
      count,
    })),
    statuses: counted(known.map(({ status }) => status)).map(([id, count]) => ({
      status: { id, name: statusOf(id).description },
      count,
    })),
    database: { size_in_bytes: bytes, size_pretty: `${Math.ceil(bytes / 1024)} kB` },
  };
}

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

function countBy<Value>(values: readonly Value[]) {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

const counted = (values: readonly number[]) => [...countBy(values)].toSorted((a, b) => b[1] - a[1]);
