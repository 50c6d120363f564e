import type { Column } from '../gradebook/column.ts';
import { replaceColumn } from '../gradebook/replace-column.ts';
import type { Answer } from './answer.ts';
import { bodyOf, type Asked } from './asked.ts';
import { columnAt, columnsOf } from './columns.ts';
import { mediaTypes } from './media-types.ts';
import { pageOf } from './page-of.ts';

/** The columns that fit what the query asks for, a page of them. */
export function listLineItems(asked: Asked): Answer {
  const { dialect, query } = asked;
  const { from, limit } = dialect.paging(query, dialect.lineItems.pageSize);
  const page = pageOf(columnsOf(asked).filter(fits(asked)), from, limit);
  return {
    status: 200,
    type: mediaTypes.lineItems,
    body: page.items.map((column) => dialect.lineItems.shown(asked, column)),
    link: dialect.link(asked.url, page, 'lineItems'),
  };
}

const fits =
  ({ dialect, query }: Asked) =>
  ({ activityId, resourceId, tag }: Column) =>
    isAsked(query['resource_link_id'], activityId === null ? null : dialect.resourceLinkId(activityId)) &&
    isAsked(query['resource_id'], resourceId) &&
    isAsked(query['tag'], tag);

const isAsked = (asked: unknown, value: string | null) => typeof asked !== 'string' || asked === value;

export async function createLineItem(asked: Asked): Promise<Answer> {
  const { lms, dialect } = asked;
  const body = bodyOf(asked);
  const column = dialect.lineItems.made(asked, body);
  lms.columns.push(column);
  await lms.save();
  return { status: 201, type: mediaTypes.lineItem, body: dialect.lineItems.answered(asked, column, body) };
}

export const readLineItem = (asked: Asked): Answer => ({
  status: 200,
  type: mediaTypes.lineItem,
  body: asked.dialect.lineItems.shown(asked, columnAt(asked)),
});

export async function updateLineItem(asked: Asked): Promise<Answer> {
  const { lms, dialect } = asked;
  const before = columnAt(asked);
  const body = bodyOf(asked);
  const after = dialect.lineItems.changed(asked, before, body);
  replaceColumn(lms, before, after, dialect.lineItems);
  await lms.save();
  return { status: 200, type: mediaTypes.lineItem, body: dialect.lineItems.answered(asked, after, body) };
}

export async function deleteLineItem(asked: Asked): Promise<Answer> {
  const { lms, dialect } = asked;
  const column = columnAt(asked);
  dialect.lineItems.admitRemoval(column);
  lms.columns.splice(lms.columns.indexOf(column), 1);
  for (const [key, grade] of lms.grades) if (grade.columnId === column.id) lms.grades.delete(key);
  await lms.save();
  return { status: 204, type: 'text/html' };
}
