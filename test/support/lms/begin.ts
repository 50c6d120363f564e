import { firstActivities } from './add-tool.ts';
import { courses } from './courses.ts';
import { endpoints, firstFailureSettings, type Endpoint } from './failures.ts';
import { columnOf } from './gradebook/column.ts';
import { cellKey } from './gradebook/grade.ts';
import { people, type Person } from './people.ts';
import { makeKeys } from './platform-keys.ts';
import type { PracticeLmsOptions } from './practice-lms.ts';
import { firstEnrolments, type Enrolment } from './roster/enrolment.ts';
import { madeUpStudents } from './roster/made-up-people.ts';
import { loadSaved, savedText, type Saved } from './saved.ts';
import type { Lms } from './state.ts';
import { writesInTurn } from './write-in-turn.ts';

/** The state with which a practice LMS starts: what its file holds, and the rest as it is in every one. */
export async function begin(address: string, options: PracticeLmsOptions): Promise<Lms> {
  const { issuer = address, flavour = 'moodle', storageTarget = 'post_message_forwarding', dataFile } = options;
  const saved = dataFile ? await loadSaved(dataFile, issuer) : null;
  const lms: Lms = {
    address,
    issuer,
    flavour,
    storageTarget,
    keys: saved?.keys ?? (await makeKeys()),
    tools: [...(saved?.tools ?? [])],
    ...held(saved, madeUpStudents(options.members ?? 0)),
    scorePosts: [],
    choices: new Map(),
    choiceAnswers: [],
    failures: new Set(),
    failureSettings: firstFailureSettings(),
    launches: new Map(),
    pending: new Map(),
    seenAssertions: new Map(),
    accessTokens: new Map(),
    requests: Object.fromEntries(Object.keys(endpoints).map((name) => [name, 0])) as Record<Endpoint, number>,
    seenRequests: [],
    changeClaims: null,
    save: dataFile ? writesInTurn(dataFile, () => savedText(lms)) : async () => undefined,
  };
  await lms.save();
  return lms;
}

type Held = Pick<Lms, 'activities' | 'columns' | 'persons' | 'enrolments' | 'grades'>;

function held(saved: Saved | null, students: readonly Person[]): Held {
  const activities = [...(saved?.activities ?? (saved?.tools ?? []).flatMap(firstActivities))];
  const persons = new Map(
    [...Object.values(people), ...students, ...(saved?.persons ?? [])].map((one) => [one.id, one]),
  );
  return {
    activities,
    columns: [...(saved?.columns ?? activities.map((activity) => columnOf(activity)))],
    persons: [...persons.values()],
    enrolments: [...(saved?.enrolments ?? [...firstEnrolments(), ...students.map(learner)])],
    grades: new Map((saved?.grades ?? []).map((grade) => [cellKey(grade.columnId, grade.personId), grade])),
  };
}

const learner = ({ id, part }: Person): Enrolment => ({
  courseId: courses.programming.id,
  personId: id,
  part,
  status: 'Active',
});
