import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Activity } from './courses.ts';
import { Column } from './gradebook/column.ts';
import { Grade } from './gradebook/grade.ts';
import { Person } from './people.ts';
import { PlatformKey } from './platform-keys.ts';
import { Enrolment } from './roster/enrolment.ts';
import type { Lms } from './state.ts';
import { Tool } from './tool.ts';

/** What outlives the process. Files of earlier versions hold keys and tools only. */
const Saved = z.object({
  issuer: z.string(),
  keys: z.array(PlatformKey).min(2),
  tools: z.array(Tool),
  activities: z.array(Activity).nullable().default(null),
  columns: z.array(Column).nullable().default(null),
  persons: z.array(Person).default([]),
  enrolments: z.array(Enrolment).nullable().default(null),
  grades: z.array(Grade).default([]),
});
export type Saved = z.output<typeof Saved>;

/**
 * What an earlier process left; null when there is no file. To tools that knew another issuer this would be another
 * platform, so they are left out, with all that is theirs. Throws an Error when the file is not what was written there.
 */
export async function loadSaved(file: string, issuer: string): Promise<Saved | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const saved = readSaved(file, text);
  return saved.issuer === issuer ? saved : { ...saved, tools: [], activities: [], columns: [], grades: [] };
}

function readSaved(file: string, text: string): Saved {
  try {
    return Saved.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`${file} is not what the practice LMS wrote there. Delete it, and register the tools anew.`, {
      cause,
    });
  }
}

export function savedText({ issuer, keys, tools, activities, columns, persons, enrolments, grades }: Lms): string {
  const saved: Saved = { issuer, keys, tools, activities, columns, persons, enrolments, grades: [...grades.values()] };
  return `${JSON.stringify(saved)}\n`;
}
