import { flavours } from '../flavours/flavours.ts';
import { Refusal, type Answer } from './answer.ts';
import type { Asked } from './asked.ts';
import { columnAt } from './columns.ts';
import { mediaTypes } from './media-types.ts';
import { pageOf } from './page-of.ts';

/** What stands in a column, of everybody or of one person. */
export function listResults(asked: Asked): Answer {
  const { dialect, query } = asked;
  const { from, limit } = dialect.paging(query, dialect.results.pageSize);
  const page = pageOf(resultsOf(asked, query['user_id']), from, limit);
  return { status: 200, type: mediaTypes.results, body: page.items, link: dialect.link(asked.url, page, 'results') };
}

/** One of them, under the address by which a score was answered. */
export function readResult(asked: Asked): Answer {
  const column = columnAt(asked);
  const grade = gradesIn(asked, column.id).find(({ personId }) => personId === asked.params['result']);
  const body = grade && asked.dialect.results.shown(asked, column, grade);
  if (!body) throw new Refusal(404, 'The specified resource does not exist.');
  return { status: 200, type: 'application/vnd.ims.lis.v2.result+json', body };
}

function resultsOf(asked: Asked, userId: unknown): readonly object[] {
  const column = columnAt(asked);
  const { subject } = flavours[asked.tool.flavour];
  return gradesIn(asked, column.id)
    .filter(({ personId }) => typeof userId !== 'string' || subject(personId) === userId)
    .map((grade) => asked.dialect.results.shown(asked, column, grade))
    .filter((result) => result !== null);
}

const gradesIn = ({ lms }: Asked, columnId: string) =>
  [...lms.grades.values()].filter((grade) => grade.columnId === columnId);
