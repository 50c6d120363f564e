import { randomUUID } from 'node:crypto';
import { launchClaims } from './launch-claims.ts';
import { openKeyServer, type KeyServer } from './key-server.ts';
import { newSigningKey, type PlatformKey } from './signing-key.ts';
import { signed, type Header, type SigningKey } from './sign.ts';
import type { Claims } from './claim-names.ts';

export interface TestPlatform {
  readonly issuer: string;
  readonly clientId: string;
  readonly deploymentId: string;
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly publicUrl: string;
  readonly keys: KeyServer;
  /** The key that signs now. */
  key(): PlatformKey;
  /** Publishes a new key, alone or beside the former one, and signs with it from now on. */
  rotate(options?: { readonly keepFormer?: boolean; readonly publish?: boolean }): Promise<PlatformKey>;
  /** A valid launch; see `launchClaims`. */
  claims(overrides?: Claims): Claims;
  idToken(claims: unknown, options?: TokenOptions): Promise<string>;
  /** What it sends to the login initiation. */
  loginParameters(overrides?: Readonly<Record<string, string | undefined>>): Record<string, string>;
  close(): Promise<void>;
}

export interface TokenOptions {
  readonly alg?: string;
  /** null: none in the header. */
  readonly kid?: string | null;
  readonly key?: SigningKey;
  readonly header?: Header;
}

export interface PlatformOptions {
  readonly publicUrl: string;
  readonly issuer?: string;
  readonly clientId?: string;
  readonly deploymentId?: string;
  readonly cacheControl?: string;
  /** Of a platform with services; the issuer's otherwise, where nobody answers. */
  readonly tokenUrl?: string;
}

/** An LTI platform in this process: keys, their JWKS endpoint, launches and signatures; nothing of it is registered yet. */
export async function openTestPlatform(options: PlatformOptions): Promise<TestPlatform> {
  const { publicUrl, cacheControl } = options;
  const issuer = options.issuer ?? `https://${randomUUID()}.lms.example`;
  const clientId = options.clientId ?? `client-${randomUUID()}`;
  const deploymentId = options.deploymentId ?? '1';
  const keys = await openKeyServer(cacheControl);
  let key = await newSigningKey();
  keys.publish([key.publicJwk]);
  const about = { issuer, clientId, deploymentId, publicUrl };
  return {
    ...about,
    authorizationUrl: `${issuer}/authorize?tenant=7`,
    tokenUrl: options.tokenUrl ?? `${issuer}/token`,
    keys,
    key: () => key,
    async rotate({ keepFormer = false, publish = true } = {}) {
      const former = key;
      key = await newSigningKey();
      if (publish) keys.publish(keepFormer ? [former.publicJwk, key.publicJwk] : [key.publicJwk]);
      return key;
    },
    claims: (overrides) => launchClaims(about, overrides),
    idToken: (claims, { alg = 'RS256', kid = key.kid, key: with_ = key.privateKey, header = {} } = {}) =>
      signed({ typ: 'JWT', alg, kid: kid ?? undefined, ...header }, claims, with_),
    loginParameters: (overrides = {}) => given({ ...initiation(about), ...overrides }),
    close: () => keys.close(),
  };
}

const initiation = (about: { issuer: string; clientId: string; deploymentId: string; publicUrl: string }) => ({
  iss: about.issuer,
  login_hint: 'hint-1',
  target_link_uri: `${about.publicUrl}/lti`,
  lti_message_hint: '{"cmid":2,"launchid":"a&b"}',
  client_id: about.clientId,
  lti_deployment_id: about.deploymentId,
});

const given = (parameters: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined));
