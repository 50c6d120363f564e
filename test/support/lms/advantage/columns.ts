import type { Column } from '../gradebook/column.ts';
import { Refusal } from './answer.ts';
import type { Asked } from './asked.ts';

/** The columns of this tool in this course. */
export const columnsOf = ({ lms, tool, course }: Asked): readonly Column[] =>
  lms.columns.filter(({ clientId, courseId }) => clientId === tool.clientId && courseId === course.id);

/** The column that the address names. Throws a Refusal when it is gone, or another tool's. */
export function columnAt(asked: Asked): Column {
  const column = columnsOf(asked).find(({ id }) => id === asked.params['item']);
  if (!column) throw new Refusal(404, `Not Found: Grade item ${asked.params['item']} doesn't exist`);
  return column;
}
