import { coursesPath } from '#plugins/courses';

/** Where those who teach choose what stands behind a link. */
export const linkPath = ({ courseId, linkId }: { readonly courseId: string; readonly linkId: string }) =>
  `${coursesPath}/${courseId}/links/${linkId}/assignment`;
