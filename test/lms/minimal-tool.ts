import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { z } from 'zod';
import { createRemoteJWKSet, exportJWK, generateKeyPair, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import { authorizationRequest, registrationOf, type Platform } from './minimal-messages.ts';

const Parameters = z.record(z.string(), z.string());

interface Login {
  readonly method: string;
  readonly parameters: Record<string, string>;
}

/** What the last registration sent, and what came back. */
interface Registration {
  platform: Platform | null;
  token: string;
  sent: object;
  status: number;
  answer: Record<string, unknown>;
}

/** Claims that replace the right ones; undefined leaves one out. */
export type Changed = Readonly<Record<string, unknown>>;

export type MinimalTool = Awaited<ReturnType<typeof openMinimalTool>>;

/** A tool by hand, with as little as the specification allows. `page` is markup that it shows after a launch. */
export async function openMinimalTool({ scope = '', page = '' } = {}) {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const app = express().use(express.urlencoded({ extended: false }));
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://localhost:${(server.address() as AddressInfo).port}`;
  const logins: Login[] = [];
  const registration: Registration = { platform: null, token: '', sent: {}, status: 0, answer: {} };
  const key = { ...(await exportJWK(publicKey)), kid: 'tool', alg: 'RS256', use: 'sig' };
  app.get('/keys', (_req, res) => void res.json({ keys: [key] }));
  registrationPage(app, registration, registrationOf(address, scope));
  launchPages(app, { address, page, logins, registration });
  return {
    address,
    logins,
    registration,
    registrationUrl: `${address}/register`,
    /** The claims of a token that this platform signed for this tool. */
    verify: (idToken: string) => verified(registration.platform!, idToken),
    /** A client assertion; what is handed in replaces what would be right. */
    assertion(changed: Changed = {}) {
      const { clientId, token_endpoint: audience } = registration.platform!;
      const now = Math.floor(Date.now() / 1000);
      const right = { iss: clientId, sub: clientId, aud: audience, iat: now, exp: now + 300, jti: randomUUID() };
      return new SignJWT({ ...right, ...changed }).setProtectedHeader({ alg: 'RS256', kid: 'tool' }).sign(privateKey);
    },
    /** What the tool says, signed with the key that it publishes. */
    sign: (claims: JWTPayload) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'tool' }).sign(privateKey),
    async close() {
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

function registrationPage(app: Express, registration: Registration, sent: object) {
  app.get('/register', async (req, res) => {
    const given = Parameters.parse(req.query);
    const token = given['registration_token']!;
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    const found = await fetch(given['openid_configuration']!, { headers });
    const configuration = (await found.json()) as Omit<Platform, 'clientId'>;
    const body = JSON.stringify(sent);
    const answer = await fetch(configuration.registration_endpoint, { method: 'POST', headers, body });
    const text = await answer.text();
    Object.assign(registration, { token, sent, status: answer.status });
    if (!answer.ok) return void res.status(502).send(text);
    registration.answer = JSON.parse(text) as Registration['answer'];
    registration.platform = { ...configuration, clientId: String(registration.answer['client_id']) };
    res.send(`<!doctype html><title>Tool</title><p>Registered</p><script>
      (opener ?? parent).postMessage({ subject: 'org.imsglobal.lti.close' }, '*')</script>`);
  });
}

interface Launching {
  readonly address: string;
  readonly page: string;
  readonly logins: Login[];
  readonly registration: Registration;
}

function launchPages(app: Express, { address, page, logins, registration }: Launching) {
  app.all('/login', (req, res) => {
    const parameters = Parameters.parse({ ...req.query, ...req.body });
    logins.push({ method: req.method, parameters });
    res.redirect(authorizationRequest(registration.platform!, address, parameters));
  });
  app.post('/launch', (req, res) => {
    res.send(`<!doctype html><title>Tool</title><h1>${req.body.error ?? 'Launched'}</h1>${page}`);
  });
}

async function verified({ issuer, clientId, jwks_uri: keys }: Platform, idToken: string): Promise<JWTPayload> {
  const algorithms = ['RS256'];
  const rules = { issuer, audience: clientId, algorithms, requiredClaims: ['exp', 'nonce'], maxTokenAge: '1h' };
  return (await jwtVerify(idToken, createRemoteJWKSet(new URL(keys)), rules)).payload;
}
