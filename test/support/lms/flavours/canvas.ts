import { createHash, randomBytes } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { fullName, partIn } from '../people.ts';
import { claim, scopes } from './claim-names.ts';
import type { Flavour, Place } from './flavour.ts';
import { canvasRoles } from './roles.ts';
import { coreVariables, expand } from './variables.ts';

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
    [claim.custom]: expand({ ...place.tool.custom, ...place.activity.custom }, variables(place)),
    [claim.endpoint]: gradeEndpoint(place),
    [claim.namesRoleService]: {
      context_memberships_url: `${place.lms.address}/api/lti/courses/${place.course.id}/names_and_roles`,
      service_versions: ['2.0'],
      ...unvalidated,
    },
  }),
};

/** The token by which Canvas knows the frame that a message came from. */
export const postMessageToken = (activityId: string) => opaque(`frame ${activityId}`);

/** What Canvas's serializer leaves in every claim. */
const unvalidated = { validation_context: null, errors: { errors: {} } };

const opaque = (text: string) => createHash('sha1').update(`practice ${text}`).digest('hex');

function uuidOf(personId: string) {
  const hash = opaque(`person ${personId}`);
  return (
    [8, 12, 16, 20].map((end, index) => hash.slice([0, 8, 12, 16][index], end)).join('-') + `-${hash.slice(20, 32)}`
  );
}

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
    [claim.roles]: canvasRoles[partIn(person, course.id)],
    [claim.context]: {
      id: opaque(`course ${course.id}`),
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
    [claim.lti11LegacyUserId]: opaque(`legacy person ${person.id}`),
    [claim.lti1p1]: { user_id: opaque(`legacy person ${person.id}`), ...unvalidated },
  };
}

function forActivity({ lms, activity, course, about: reviewed }: Place): JWTPayload {
  return {
    'https://www.instructure.com/placement': 'assignment_view',
    [claim.resourceLink]: {
      id: opaque(`activity ${activity.id}`),
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
    ...(reviewed ? { [claim.forUser]: { user_id: uuidOf(reviewed.id) } } : {}),
  };
}

const forChoosing = ({ lms, course }: Place): JWTPayload => ({
  'https://www.instructure.com/placement': 'assignment_selection',
  [claim.launchPresentation]: { document_target: 'iframe', locale: 'en', ...unvalidated },
  [claim.deepLinkingSettings]: {
    deep_link_return_url: `${lms.address}/content-items?course=${course.id}`,
    accept_types: ['ltiResourceLink'],
    accept_presentation_document_targets: ['iframe', 'window'],
    accept_media_types: 'application/vnd.ims.lti.v1.ltilink',
    auto_create: false,
    accept_multiple: false,
    accept_lineitem: true,
    ...unvalidated,
  },
});

/** Numbers stay numbers, and a variable that Canvas does not know stays as it was written. */
const variables = (place: Place) => ({
  ...coreVariables(place, uuidOf(place.person.id)),
  '$Context.id': opaque(`course ${place.course.id}`),
  '$ResourceLink.id': opaque(`activity ${place.activity.id}`),
  '$Canvas.user.id': Number(place.person.id),
  '$Canvas.course.id': Number(place.course.id),
  '$Canvas.assignment.pointsPossible': 20,
  '$Canvas.api.domain': new URL(place.lms.address).host,
  '$com.instructure.PostMessageToken': postMessageToken(place.activity.id),
});

function gradeEndpoint({ lms, tool, course, activity, message }: Place) {
  const items = `${lms.address}/api/lti/courses/${course.id}/line_items`;
  return {
    scope: scopes.filter((scope) => scope.includes('lti-ags') && tool.scopes.includes(scope)),
    lineitems: items,
    ...(message === 'LtiDeepLinkingRequest' ? {} : { lineitem: `${items}/${activity.id}` }),
    ...unvalidated,
  };
}
