import { defineEntity, p } from '@mikro-orm/core';
import { tenantOwnedPersonal, type PersonalOf } from '#src/database/personal.ts';
import { belongsTo } from '#src/database/reference.ts';
import { tenantOwned } from '#src/database/tenancy.ts';
import { Course } from '../course.entity.ts';

const CourseGroupSchema = defineEntity({
  name: 'CourseGroup',
  properties: {
    ...tenantOwned,
    course: () => belongsTo(Course).deleteRule('cascade'),
    /** What the course is divided for (`Projects`): of a set everybody is in one group at most. */
    setName: p.text(),
    name: p.text(),
  },
  uniques: [{ properties: ['course', 'setName', 'name'], name: 'course_group_course_set_name_key' }],
});

/** People of a course who work together, in one of the ways in which the course is divided. */
export class CourseGroup extends CourseGroupSchema.class {
  static readonly personal: PersonalOf<typeof CourseGroupSchema> = {
    ...tenantOwnedPersonal,
    course: 'none',
    setName: 'none',
    name: 'none',
  };
}
CourseGroupSchema.setClass(CourseGroup);
