import { cellKey } from '../gradebook/grade.ts';
import { flavours } from '../flavours/flavours.ts';
import { enrolmentOf } from '../roster/roster.ts';
import { Refusal, type Answer } from './answer.ts';
import { bodyOf, type Asked } from './asked.ts';
import { columnAt } from './columns.ts';
import type { Body } from './dialect.ts';

/** Takes a score, writes it to disk, and only then says that it was taken. Every attempt is remembered. */
export async function takeScore(asked: Asked): Promise<Answer> {
  const columnId = columnAt(asked).id;
  const payload = bodyOf(asked);
  const remember = (status: number) =>
    asked.lms.scorePosts.push({ columnId, userId: String(payload['userId']), payload, receivedAt: Date.now(), status });
  try {
    const answer = keep(asked, payload);
    await asked.lms.save();
    remember(answer.status);
    return answer;
  } catch (error) {
    if (error instanceof Refusal) remember(error.status);
    throw error;
  }
}

function keep(asked: Asked, body: Body): Answer {
  const { lms, tool, dialect } = asked;
  const column = columnAt(asked);
  const { subject } = flavours[tool.flavour];
  const person = lms.persons.find(({ id }) => subject(id) === String(body['userId'])) ?? null;
  const enrolment = person && enrolmentOf(lms, person.id, column.courseId);
  const held = (person && lms.grades.get(cellKey(column.id, person.id))) ?? null;
  const grade = dialect.scores.read({ body, column, person, enrolment, held, now: Date.now() });
  lms.grades.set(cellKey(grade.columnId, grade.personId), grade);
  return dialect.scores.answered(asked, column, person!);
}
