import { mailKind } from '#src/mail/mail-kind.ts';
import { navItem, you } from '#src/http/nav-item.ts';
import { definePlugin } from '#src/plugin.ts';
import { actSentences } from './act-sentences.ts';
import { attachingRoutes } from './attaching/attaching-routes.ts';
import { CourseAttachment } from './attaching/course-attachment.entity.ts';
import { courseHome } from './course-home.ts';
import { courseRoutes } from './course-routes.ts';
import { coursesPath } from './course-views.ts';
import { Course } from './course.entity.ts';
import { coursesPanel } from './courses-panel.ts';
import { Enrollment } from './enrollment.entity.ts';
import { CourseInvitation } from './enrolling/course-invitation.entity.ts';
import { courseInvitationMail } from './enrolling/course-invitation-mail.ts';
import { enrollingRoutes } from './enrolling/enrolling-routes.ts';
import { invitationRoutes } from './enrolling/invitation-routes.ts';
import { joiningRoutes } from './enrolling/joining-routes.ts';
import { personRoutes } from './enrolling/person-routes.ts';
import { CourseGroup } from './groups/course-group.entity.ts';
import { GroupMember } from './groups/group-member.entity.ts';
import { groupRoutes } from './groups/group-routes.ts';
import { launches } from './launches.ts';
import { makingRoutes } from './making/making-routes.ts';
import { rosters } from './people/apply-roster.ts';
import { peopleRoutes } from './people/people-routes.ts';
import { liveRosters } from './people/roster-topic.ts';
import { reviewRoute } from './reviews/review-route.ts';

const ownPlace = navItem({
  heading: you,
  label: 'courses.nav.courses',
  path: coursesPath,
  icon: 'book',
  isFor: ({ kind }) => kind === 'user',
});

export default definePlugin({
  name: 'courses',
  requires: ['accounts', 'lti', 'organizations'],
  entities: [Course, CourseAttachment, CourseGroup, CourseInvitation, Enrollment, GroupMember],
  routes: [
    ...makingRoutes,
    ...joiningRoutes,
    ...invitationRoutes,
    ...courseRoutes,
    ...enrollingRoutes,
    ...attachingRoutes,
    ...groupRoutes,
    ...peopleRoutes,
    ...personRoutes,
    reviewRoute,
  ],
  contributes: [
    mailKind(courseInvitationMail),
    ...launches,
    ...courseHome,
    rosters,
    ...liveRosters,
    coursesPanel,
    ownPlace,
    ...actSentences,
  ],
});
