import type { Addresses } from '../dialect.ts';

const root = '/api/lti/courses';

/** Canvas knows the tool by its access token alone. */
export const canvasAddresses: Addresses = {
  paths: {
    lineItems: `${root}/:course/line_items`,
    lineItem: `${root}/:course/line_items/:item`,
    scores: `${root}/:course/line_items/:item/scores`,
    results: `${root}/:course/line_items/:item/results`,
    result: `${root}/:course/line_items/:item/results/:result`,
    memberships: `${root}/:course/names_and_roles`,
    groups: `${root}/:course/groups`,
    groupSets: `${root}/:course/group_sets`,
  },
  lineItems: ({ lms, course }) => `${lms.address}${root}/${course.id}/line_items`,
  lineItem: ({ lms, course }, columnId) => `${lms.address}${root}/${course.id}/line_items/${columnId}`,
  memberships: ({ lms, course }) => `${lms.address}${root}/${course.id}/names_and_roles`,
  groups: ({ lms, course }) => `${lms.address}${root}/${course.id}/groups`,
  groupSets: ({ lms, course }) => `${lms.address}${root}/${course.id}/group_sets`,
};
