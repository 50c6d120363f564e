import type { Part } from '../people.ts';

const lis = 'http://purl.imsglobal.org/vocab/lis/v2';

export const role = {
  instructor: `${lis}/membership#Instructor`,
  learner: `${lis}/membership#Learner`,
  assistant: `${lis}/membership/Instructor#TeachingAssistant`,
  institutionAdministrator: `${lis}/institution/person#Administrator`,
  institutionInstructor: `${lis}/institution/person#Instructor`,
  institutionStudent: `${lis}/institution/person#Student`,
  systemAdministrator: `${lis}/system/person#SysAdmin`,
  systemUser: `${lis}/system/person#User`,
  testUser: 'http://purl.imsglobal.org/vocab/lti/system/person#TestUser',
} as const;

/** As Moodle 4.5 sends them. It has no word for an assistant; the role URI of the specification stands for one here. */
export const moodleRoles: Readonly<Record<Part, readonly string[]>> = {
  teacher: [role.instructor],
  assistant: [role.assistant],
  student: [role.learner],
  administrator: [role.institutionAdministrator, role.instructor, `${lis}/system/person#Administrator`],
  testStudent: [role.learner, role.testUser],
};

/** As Canvas sends them: the institution's roles cover the whole account, whatever somebody is in the course. */
export const canvasRoles: Readonly<Record<Part, readonly string[]>> = {
  teacher: [role.institutionInstructor, role.instructor, role.systemUser],
  assistant: [role.institutionInstructor, role.assistant, role.instructor, role.systemUser],
  student: [role.institutionStudent, role.learner, role.systemUser],
  administrator: [role.institutionAdministrator, role.instructor, role.systemAdministrator, role.systemUser],
  testStudent: [role.institutionStudent, role.learner, role.systemUser, role.testUser],
};
