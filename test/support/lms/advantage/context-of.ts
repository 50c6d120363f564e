import type { Asked } from './asked.ts';

/** The course, as the containers of people and groups name it. */
export const contextOf = ({ course, dialect }: Asked) => ({
  id: dialect.contextId(course.id),
  label: course.label,
  title: course.title,
});
