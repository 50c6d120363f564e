import { importJWK, SignJWT, type CryptoKey, type JWK } from 'jose';
import { Pool } from 'undici';

/** Launches for a while against one tool, in a process of its own, and prints what it saw as one JSON object. */
export interface LaunchPlan {
  readonly origin: string;
  readonly loginPath: string;
  readonly launchPath: string;
  readonly targetLinkUri: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly privateJwk: JWK;
  readonly people: number;
  readonly connections: number;
  readonly seconds: number;
  /** Launches a second; null: as many as go. */
  readonly rate: number | null;
}

export interface SeenLaunches {
  /** Milliseconds of each whole launch, its first page among them. */
  readonly times: readonly number[];
  readonly failed: number;
  /** What the first of them said. */
  readonly failures: readonly string[];
}

const claim = (name: string) => `https://purl.imsglobal.org/spec/lti/claim/${name}`;
const plan = JSON.parse(process.argv[2] ?? '{}') as LaunchPlan;
const key = (await importJWK(plan.privateJwk, 'RS256')) as CryptoKey;
const pool = new Pool(plan.origin, { connections: plan.connections });
const times: number[] = [];
const failures: string[] = [];
let asked = 0;

interface Sent {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly cookie?: string;
  readonly fields?: Record<string, string>;
}

async function ask({ method, path, cookie, fields }: Sent) {
  const response = await pool.request({
    method,
    path,
    headers: {
      accept: 'text/html',
      'x-forwarded-proto': 'https',
      ...(cookie ? { cookie } : {}),
      ...(fields ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    },
    ...(fields ? { body: new URLSearchParams(fields).toString() } : {}),
  });
  const text = await response.body.text();
  const cookies = [response.headers['set-cookie'] ?? []].flat().map((one) => one.split(';')[0]!);
  return { status: response.statusCode, location: String(response.headers.location ?? ''), cookies, text };
}

const idToken = (nonce: string, person: number) =>
  new SignJWT({
    nonce,
    name: `Person ${person}`,
    email: `person.${person}@lms.example`,
    [claim('message_type')]: 'LtiResourceLinkRequest',
    [claim('version')]: '1.3.0',
    [claim('deployment_id')]: '1',
    [claim('target_link_uri')]: plan.targetLinkUri,
    [claim('roles')]: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'],
    [claim('resource_link')]: { id: `link ${person % 10}`, title: 'Exercise' },
    [claim('context')]: { id: `course ${person % 10}`, title: 'Course', type: ['CourseSection'] },
  })
    .setProtectedHeader({ alg: 'RS256', kid: plan.privateJwk.kid! })
    .setIssuer(plan.issuer)
    .setAudience(plan.clientId)
    .setSubject(`person-${person}`)
    .setIssuedAt()
    .setExpirationTime('60s')
    .sign(key);

/** Login, launch, and the page that it leads to. */
async function launch() {
  const person = asked++ % plan.people;
  const started = performance.now();
  const fields = {
    iss: plan.issuer,
    login_hint: String(person),
    target_link_uri: plan.targetLinkUri,
    client_id: plan.clientId,
    lti_deployment_id: '1',
  };
  const login = await ask({ method: 'POST', path: plan.loginPath, fields });
  const asks = new URL(login.location).searchParams;
  const posted = { id_token: await idToken(asks.get('nonce')!, person), state: asks.get('state')! };
  const cookie = login.cookies.join('; ');
  const launched = await ask({ method: 'POST', path: plan.launchPath, cookie, fields: posted });
  const { pathname, search } = new URL(launched.location, plan.origin);
  const page = await ask({ method: 'GET', path: pathname + search, cookie: launched.cookies.join('; ') });
  if (page.status !== 200)
    throw new Error(`${login.status} ${launched.status} ${page.status} ${page.text.slice(0, 200)}`);
  times.push(performance.now() - started);
}

const attempt = () => launch().catch((error: unknown) => void failures.push(String(error).slice(0, 300)));

async function asFastAsPossible(until: number) {
  while (performance.now() < until) await attempt();
}

async function atRate(rate: number, until: number) {
  const open: Promise<void>[] = [];
  const started = performance.now();
  for (let sent = 0; performance.now() < until; sent += 1) {
    const due = started + (sent * 1_000) / rate;
    if (due > performance.now()) await new Promise((done) => setTimeout(done, due - performance.now()));
    open.push(attempt());
  }
  await Promise.all(open);
}

const until = performance.now() + plan.seconds * 1_000;
if (plan.rate) await atRate(plan.rate, until);
else await Promise.all(Array.from({ length: plan.connections }, () => asFastAsPossible(until)));
const seen: SeenLaunches = { times, failed: failures.length, failures: failures.slice(0, 3) };
process.stdout.write(JSON.stringify(seen));
await pool.close();
