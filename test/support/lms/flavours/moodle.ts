import { createHash, randomInt } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { fullName } from '../people.ts';
import { partIn } from '../roster/roster.ts';
import { customFor } from '../protocol/target-of.ts';
import { moodleAddresses } from '../advantage/moodle/addresses.ts';
import { choicePaths } from './choice-paths.ts';
import { claim } from './claim-names.ts';
import type { Flavour, Place } from './flavour.ts';
import { moodleRoles } from './roles.ts';
import { gradeEndpoint, groupsClaim } from './advantage-claims.ts';
import { coreVariables, expand } from './variables.ts';

/** A platform that speaks as Moodle 4.5.6 does: small numbers as ids, a short life of tokens, no storage. */
export const moodle: Flavour = {
  name: 'moodle',
  title: 'like Moodle',
  configurationPath: '/.well-known/openid-configuration',
  product: { product_family_code: 'moodle', version: '2024100706' },
  messagesSupported: ['LtiResourceLinkRequest', 'LtiDeepLinkingRequest', 'LtiSubmissionReviewRequest'],
  loginMethod: 'POST',
  frameName: 'contentframe',
  registrationStatus: 200,
  namesDeployment: true,
  tokenContentType: 'text/html; charset=utf-8',
  // Quotation marks in the words are not escaped, so that this may be no JSON.
  tokenRefusal: (words) => ({ status: 400, type: 'text/html', text: `{\n    "error" : "${words}"\n}\n` }),
  hasStorage: false,
  deploymentId: String,
  subject: (personId) => personId,
  messageHint({ activity, message }) {
    const number = randomInt(1, 2 ** 31);
    return message === 'LtiDeepLinkingRequest'
      ? JSON.stringify({ launchid: `ltilaunch_ContentItemSelectionRequest${number}` })
      : JSON.stringify({ cmid: Number(activity.id), launchid: `ltilaunch${activity.id}_${number}` });
  },
  loginExtras: (_lms, tool) => ({ lti_deployment_id: tool.deploymentId }),
  claims: (place) => ({
    ...about(place),
    ...(place.message === 'LtiDeepLinkingRequest' ? forChoosing(place) : forActivity(place)),
    [claim.custom]: customOf(place),
    ...gradeEndpoint(place, moodleAddresses),
    [claim.namesRoleService]: {
      context_memberships_url: moodleAddresses.memberships(place),
      service_versions: ['1.0', '2.0'],
    },
    ...groupsClaim(place, moodleAddresses),
  }),
};

function about({ lms, person, course }: Place): JWTPayload {
  return {
    given_name: person.givenName,
    family_name: person.familyName,
    name: fullName(person),
    email: person.email,
    [claim.lis]: { person_sourcedid: person.sourcedId, course_section_sourcedid: course.sourcedId },
    [claim.roles]: moodleRoles[partIn(lms, person, course.id) ?? person.part],
    [claim.context]: { id: course.id, label: course.label, title: course.title, type: ['CourseSection'] },
    [claim.ext]: { user_username: person.username, lms: 'moodle-2' },
    [claim.toolPlatform]: {
      ...moodle.product,
      guid: createHash('md5').update(lms.issuer).digest('hex'),
      name: 'practice',
      description: 'Practice LMS',
    },
  };
}

function forActivity({ lms, activity, course, person, about: reviewed }: Place): JWTPayload {
  return {
    [claim.resourceLink]: { title: activity.title, description: '', id: activity.id },
    [claim.launchPresentation]: {
      locale: 'en',
      document_target: activity.opensIn === 'frame' ? 'iframe' : 'window',
      return_url: `${lms.address}/return?course=${course.id}&launch_container=3&instanceid=${activity.id}`,
    },
    [claim.basicOutcome]: {
      lis_result_sourcedid: JSON.stringify({ data: { instanceid: activity.id, userid: person.id } }),
      lis_outcome_service_url: `${lms.address}/mod/lti/service.php`,
    },
    ...(reviewed ? { [claim.forUser]: { user_id: reviewed.id } } : {}),
  };
}

const forChoosing = ({ lms, tool, course, choice, activity }: Place): JWTPayload => ({
  [claim.launchPresentation]: { locale: 'en' },
  [claim.deepLinkingSettings]: {
    accept_types: ['ltiResourceLink'],
    accept_presentation_document_targets: ['frame', 'iframe', 'window'],
    accept_copy_advice: false,
    accept_multiple: choice?.acceptsMultiple ?? true,
    accept_unsigned: false,
    auto_create: false,
    can_confirm: false,
    deep_link_return_url: `${lms.address}${choicePaths.moodle}?course=${course.id}&id=${tool.number}&sesskey=${choice?.id ?? ''}`,
    title: activity.title,
    text: activity.text ?? '',
  },
});

/** Moodle adds the addresses of its tool settings, the last with a place-holder that it forgets to fill in. */
function customOf(place: Place) {
  const { lms, tool, course, message } = place;
  const services = `${lms.address}/mod/lti/services.php`;
  return {
    ...expand(customFor(lms, place), coreVariables(place, place.person.id)),
    context_memberships_url: moodleAddresses.memberships(place),
    system_setting_url: `${services}/tool/${tool.number}/custom`,
    context_setting_url: `${services}/CourseSection/${course.id}/bindings/tool/${tool.number}/custom`,
    ...(message === 'LtiDeepLinkingRequest' ? {} : { link_setting_url: `${services}/links/{link_id}/custom` }),
  };
}
