import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { z } from 'zod';
import { publicUrl } from '../../support/lti/open-launches.ts';
import { openRegistrations, type Registrations } from './open-registrations.ts';

let tool: Registrations;
beforeAll(async () => {
  tool = await openRegistrations();
}, 120_000);
afterAll(() => tool.close());

const ours = z.url().startsWith(`${publicUrl}/`);
const message = z.enum(['LtiResourceLinkRequest', 'LtiDeepLinkingRequest']);
const fields = z.record(z.string().regex(/^\w+$/), z.string().regex(/^\$[\w.]+$/));
const services = z.string().regex(/^https:\/\/purl\.imsglobal\.org\/spec\/lti-(?:ags|nrps)\/scope\/[\w.]+$/);

/** The fields of Canvas's "Anatomy of a JSON configuration", those that it requires and those of ours, and no others. */
const Anatomy = z.strictObject({
  title: z.string().min(1),
  description: z.string().min(1),
  target_link_uri: ours,
  oidc_initiation_url: ours,
  public_jwk_url: ours,
  scopes: z.array(services).min(1),
  extensions: z.tuple([
    z.strictObject({
      platform: z.literal('canvas.instructure.com'),
      domain: z.literal('tool.example'),
      tool_id: z.string(),
      privacy_level: z.enum(['anonymous', 'public', 'name_only', 'email_only']),
      settings: z.strictObject({
        text: z.string(),
        placements: z.array(
          z.strictObject({ placement: z.string(), message_type: message, target_link_uri: ours, text: z.string() }),
        ),
      }),
    }),
  ]),
  custom_fields: fields,
});

it('has a JSON configuration for keys that are made by hand [CAN-26] [CAN-07] [DR-17]', async () => {
  const answer = await tool.client().ask('/lti/config.json', { headers: { accept: 'application/json' } });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  expect(answer.headers.get('cache-control')).toBe('public, max-age=3600');
  expect(answer.setCookies).toEqual([]);
  const configuration = Anatomy.parse(JSON.parse(answer.page));
  expect(configuration.public_jwk_url).toBe(`${publicUrl}/lti/keys`);
  expect(configuration.extensions[0].privacy_level).toBe('public');
  const placements = configuration.extensions[0].settings.placements;
  expect(placements.map(({ placement, message_type: type }) => [placement, type])).toEqual([
    ['course_navigation', 'LtiResourceLinkRequest'],
    ['assignment_selection', 'LtiDeepLinkingRequest'],
    ['link_selection', 'LtiDeepLinkingRequest'],
  ]);
  expect(configuration.custom_fields).toMatchObject({ canvas_user_id: '$Canvas.user.id', username: '$User.username' });
});
