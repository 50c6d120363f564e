import type { Addresses } from '../dialect.ts';

const root = '/mod/lti/services.php';
const bindings = `${root}/CourseSection/:course/bindings/:tool`;

/** Moodle hangs the number of the tool to its addresses, in the query of some and in the path of others. */
export const moodleAddresses: Addresses = {
  paths: {
    lineItems: `${root}/:course/lineitems`,
    lineItem: `${root}/:course/lineitems/:item/lineitem`,
    scores: `${root}/:course/lineitems/:item/lineitem/scores`,
    results: `${root}/:course/lineitems/:item/lineitem/results`,
    memberships: `${bindings}/memberships`,
    groups: `${bindings}/groups`,
    groupSets: `${bindings}/groupsets`,
  },
  lineItems: ({ lms, tool, course }) => `${lms.address}${root}/${course.id}/lineitems?type_id=${tool.number}`,
  lineItem: ({ lms, tool, course }, columnId) =>
    `${lms.address}${root}/${course.id}/lineitems/${columnId}/lineitem?type_id=${tool.number}`,
  memberships: (place) => `${bound(place)}/memberships`,
  groups: (place) => `${bound(place)}/groups`,
  groupSets: (place) => `${bound(place)}/groupsets`,
};

const bound = ({ lms, tool, course }: Parameters<Addresses['memberships']>[0]) =>
  `${lms.address}${root}/CourseSection/${course.id}/bindings/${tool.number}`;
