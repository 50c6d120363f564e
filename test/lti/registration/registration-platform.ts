import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';

export const platformPart = 'https://purl.imsglobal.org/spec/lti-platform-configuration';
export const toolPart = 'https://purl.imsglobal.org/spec/lti-tool-configuration';
const ags = (name: string) => `https://purl.imsglobal.org/spec/lti-ags/scope/${name}`;
const nrps = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';

export type Json = Record<string, unknown>;
export interface Post {
  readonly headers: IncomingHttpHeaders;
  readonly body: Json & { readonly scope: string };
  readonly tool: Json & { readonly messages: readonly Json[]; readonly claims: readonly string[] };
}

/** What an endpoint answers instead of what it should; `hang` never ends. */
export type Instead = { readonly status?: number; readonly location?: string; readonly body: string } | 'hang';

export type RegistrationPlatform = Awaited<ReturnType<typeof openRegistrationPlatform>>;

/** A platform of which only dynamic registration is there, speaking as Moodle does until a test changes what it says. */
export async function openRegistrationPlatform() {
  const heard: { configurations: IncomingHttpHeaders[]; posts: Post[] } = { configurations: [], posts: [] };
  const says = {
    configuration: {} as Json,
    configurationInstead: null as Instead | null,
    answer: (post: Post): Json => moodleAnswer(post),
    status: 200,
    answerInstead: null as Instead | null,
    /** Its list of tools, at `/tools`. */
    page: '',
  };
  const server = createServer((request, response) => void respond(request, response));
  async function respond(request: IncomingMessage, response: ServerResponse) {
    if (request.url === '/tools') return send(response, { body: says.page });
    if (request.method === 'GET') {
      heard.configurations.push(request.headers);
      return send(response, says.configurationInstead ?? { body: JSON.stringify(says.configuration) });
    }
    const post = postOf(request.headers, await textOf(request));
    heard.posts.push(post);
    return send(response, says.answerInstead ?? { status: says.status, body: JSON.stringify(says.answer(post)) });
  }
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  says.configuration = moodleConfiguration(address);
  return {
    address,
    host: new URL(address).host,
    configurationUrl: `${address}/mod/lti/openid-configuration.php`,
    heard,
    says,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function send(response: ServerResponse, instead: Instead) {
  if (instead === 'hang') return;
  const { status = 200, location, body } = instead;
  // Moodle's own answers have the type of a page too, wherever PHP's default is left.
  const headers = { 'Content-Type': 'text/html; charset=utf-8', ...(location ? { Location: location } : {}) };
  response.writeHead(status, headers).end(body);
}

async function textOf(request: IncomingMessage) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function postOf(headers: IncomingHttpHeaders, text: string): Post {
  const body = JSON.parse(text) as Post['body'];
  return { headers, body, tool: body[toolPart] as Post['tool'] };
}

const moodleConfiguration = (address: string): Json => ({
  issuer: address,
  token_endpoint: `${address}/mod/lti/token.php`,
  token_endpoint_auth_methods_supported: ['private_key_jwt'],
  token_endpoint_auth_signing_alg_values_supported: ['RS256'],
  jwks_uri: `${address}/mod/lti/certs.php`,
  authorization_endpoint: `${address}/mod/lti/auth.php`,
  registration_endpoint: `${address}/mod/lti/openid-registration.php`,
  scopes_supported: ['openid', ags('score'), ags('result.readonly'), ags('lineitem.readonly'), ags('lineitem'), nrps],
  response_types_supported: ['id_token'],
  subject_types_supported: ['public', 'pairwise'],
  id_token_signing_alg_values_supported: ['RS256'],
  claims_supported: ['sub', 'iss', 'name', 'given_name', 'family_name', 'email', 'picture'],
  [platformPart]: {
    product_family_code: 'moodle',
    version: '2024100706',
    messages_supported: ['LtiResourceLinkRequest', 'LtiDeepLinkingRequest', 'LtiSubmissionReviewRequest'],
    variables: ['User.id', 'Context.id'],
  },
});

/** As a Moodle 4.5 answered: the deployment's id is there, labels and the plain resource link are not. */
const moodleAnswer = ({ body, tool }: Post): Json => ({
  ...body,
  client_id: randomUUID(),
  logo_uri: '',
  [toolPart]: {
    ...tool,
    version: '1.3.0',
    deployment_id: '2',
    messages: tool.messages
      .filter(({ type }) => type !== 'LtiResourceLinkRequest')
      .map(({ label: _label, ...message }) => message),
  },
});

/** What Canvas says of itself, at a host of its own and with the issuer of its cloud. */
export const canvasConfiguration = (address: string): Json => ({
  ...moodleConfiguration(address),
  issuer: 'https://canvas.instructure.com',
  authorization_server: new URL(address).host,
  [platformPart]: {
    product_family_code: 'canvas',
    version: 'vCloud',
    messages_supported: [
      { type: 'LtiResourceLinkRequest', placements: ['account_navigation', 'course_navigation', 'link_selection'] },
      { type: 'LtiDeepLinkingRequest', placements: ['assignment_selection', 'editor_button', 'link_selection'] },
    ],
    'https://canvas.instructure.com/lti/account_name': 'Test University',
  },
});
