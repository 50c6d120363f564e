import { everybody } from '#src/http/allow.ts';
import { document } from '#src/http/reply.ts';
import { get } from '#src/http/route.ts';
import { messageTypes } from '../claim-names.ts';
import { canvas } from '../platforms/canvas.ts';
import { keysUri, loginUri, targetLinkUri } from '../tool-addresses.ts';
import { neededParameters, neededScopes } from './needed.ts';
import { toolDescription, toolName } from './tool-registration.ts';

const seconds = 3_600;

/** What an administrator of Canvas gives as JSON URL of a developer key, where registering by itself is not wanted (CAN-26). */
export const canvasConfigurationRoute = get('/lti/config.json', {
  summary: 'The tool as a JSON configuration for a developer key of Canvas',
  tenant: 'none',
  work: 'steps',
  allow: everybody,
  handle: async (scope) =>
    document('application/json', JSON.stringify(canvasConfiguration(scope)), {
      'Cache-Control': `public, max-age=${seconds}`,
    }),
});

/** Fields and their nesting as Canvas documents them under "Anatomy of a JSON configuration". */
function canvasConfiguration(scope: { url(path: string): string }) {
  const targetUri = targetLinkUri(scope);
  const placement = (name: string, messageType: string) => ({
    placement: name,
    message_type: messageType,
    target_link_uri: targetUri,
    text: toolName,
  });
  return {
    title: toolName,
    description: toolDescription.en,
    target_link_uri: targetUri,
    oidc_initiation_url: loginUri(scope),
    public_jwk_url: keysUri(scope),
    scopes: neededScopes,
    extensions: [
      {
        platform: 'canvas.instructure.com',
        domain: new URL(targetUri).host,
        tool_id: 'assay',
        privacy_level: 'public',
        settings: {
          text: toolName,
          placements: [
            placement('course_navigation', messageTypes.resourceLink),
            placement('assignment_selection', messageTypes.deepLinking),
            placement('link_selection', messageTypes.deepLinking),
          ],
        },
      },
    ],
    custom_fields: { ...neededParameters, ...canvas.customParameters },
  };
}
