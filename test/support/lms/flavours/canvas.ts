import { randomBytes } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { fullName, type Person } from '../people.ts';
import { partIn } from '../roster/roster.ts';
import { customFor } from '../protocol/target-of.ts';
import { canvasAddresses } from '../advantage/canvas/addresses.ts';
import { canvasContextId, canvasResourceLinkId, legacyUserId, opaque, uuidOf } from './canvas-ids.ts';
import { canvasVariables } from './canvas-variables.ts';
import { choicePaths } from './choice-paths.ts';
import { claim } from './claim-names.ts';
import type { Flavour, Place } from './flavour.ts';
import { canvasRoles, role } from './roles.ts';
import { gradeEndpoint, groupsClaim } from './advantage-claims.ts';
import { expand } from './variables.ts';

/** A platform that speaks as Canvas does: opaque ids, its own claims and numbers, and a storage for tools. */
export const canvas: Flavour = {
  name: 'canvas',
  title: 'like Canvas',
  configurationPath: '/api/lti/security/openid-configuration',
  product: { product_family_code: 'canvas', version: 'cloud' },
  messagesSupported: [{ type: 'LtiResourceLinkRequest' }, { type: 'LtiDeepLinkingRequest' }],
  loginMethod: 'GET',
  frameName: 'tool_content',
  registrationStatus: 201,
  namesDeployment: false,
  tokenContentType: 'application/json; charset=utf-8',
  tokenRefusal: (words) => ({
    status: 401,
    type: 'application/json',
    text: JSON.stringify({ error: 'invalid_client', error_description: words }),
  }),
  hasStorage: true,
  deploymentId: (number) => `${number}:${opaque(`deployment ${number}`)}`,
  subject: uuidOf,
  messageHint: () => randomBytes(48).toString('base64url'),
  loginExtras: (lms, tool) => ({
    deployment_id: tool.deploymentId,
    lti_deployment_id: tool.deploymentId,
    canvas_region: 'not_configured',
    canvas_environment: 'prod',
    lti_storage_target: lms.storageTarget,
  }),
  claims: (place) => ({
    ...about(place),
    ...(place.message === 'LtiDeepLinkingRequest' ? forChoosing(place) : forActivity(place)),
    [claim.custom]: expand(customFor(place.lms, place), canvasVariables(place)),
    ...gradeEndpoint(place, canvasAddresses, unvalidated),
    [claim.namesRoleService]: {
      context_memberships_url: canvasAddresses.memberships(place),
      service_versions: ['2.0'],
      ...unvalidated,
    },
    ...groupsClaim(place, canvasAddresses),
  }),
};

/** What Canvas's serializer leaves in every claim. */
const unvalidated = { validation_context: null, errors: { errors: {} } };

function about({ lms, tool, person, course }: Place): JWTPayload {
  return {
    azp: tool.clientId,
    picture: `${lms.address}/picture.svg`,
    email: person.email,
    name: fullName(person),
    given_name: person.givenName,
    family_name: person.familyName,
    locale: 'en',
    errors: { errors: {} },
    [claim.roles]: canvasRoles[partIn(lms, person, course.id) ?? person.part],
    [claim.context]: {
      id: canvasContextId(course.id),
      label: course.label,
      title: course.title,
      type: ['http://purl.imsglobal.org/vocab/lis/v2/course#CourseOffering'],
      ...unvalidated,
    },
    [claim.toolPlatform]: {
      ...canvas.product,
      guid: `${opaque('platform')}:canvas-lms`,
      name: 'Practice LMS',
      ...unvalidated,
    },
    [claim.lis]: {
      person_sourcedid: person.sourcedId || null,
      course_offering_sourcedid: course.sourcedId,
      ...unvalidated,
    },
    [claim.lti11LegacyUserId]: legacyUserId(person.id),
    [claim.lti1p1]: { user_id: legacyUserId(person.id), ...unvalidated },
  };
}

function forActivity({ lms, activity, course, about: reviewed }: Place): JWTPayload {
  return {
    'https://www.instructure.com/placement': 'assignment_view',
    [claim.resourceLink]: {
      id: canvasResourceLinkId(activity.id),
      description: null,
      title: activity.title,
      ...unvalidated,
    },
    [claim.launchPresentation]: {
      document_target: activity.opensIn === 'frame' ? 'iframe' : 'window',
      height: 400,
      width: 800,
      locale: 'en',
      return_url: `${lms.address}/return?course=${course.id}`,
      ...unvalidated,
    },
    ...(reviewed ? { [claim.forUser]: forUser(reviewed) } : {}),
  };
}

const forUser = ({ id, givenName, familyName, email, sourcedId }: Person) => ({
  user_id: uuidOf(id),
  name: `${givenName} ${familyName}`,
  given_name: givenName,
  family_name: familyName,
  email,
  ...(sourcedId ? { person_sourcedid: sourcedId } : {}),
  roles: [role.learner],
});

const forChoosing = ({ lms, course, choice }: Place): JWTPayload => ({
  'https://www.instructure.com/placement': 'assignment_selection',
  [claim.launchPresentation]: { document_target: 'iframe', locale: 'en', ...unvalidated },
  [claim.deepLinkingSettings]: {
    deep_link_return_url: `${lms.address}${choicePaths.canvas}?course=${course.id}&placement=assignment_selection&sesskey=${choice?.id ?? ''}`,
    accept_types: ['ltiResourceLink'],
    accept_presentation_document_targets: ['iframe', 'window'],
    accept_media_types: 'application/vnd.ims.lti.v1.ltilink',
    auto_create: false,
    accept_multiple: false,
    accept_lineitem: true,
    ...(choice?.data ? { data: choice.data } : {}),
    ...unvalidated,
  },
});
