import { TOTP, Secret } from 'otpauth';
import type { App } from '#src/app.ts';
import type { OrganizationRole } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aPerson, password } from '../../support/web.ts';
import { anApi, aVisitor, type Visitor } from './visitor.ts';

/** Somebody who is signed in with a browser. */
export async function aMember(app: App, address: string, scope: Scope, roles: OrganizationRole[] = ['learner']) {
  const { email, user } = await aPerson(app, roles, Promise.resolve(scope));
  const entrance = `/o/${scope.organization.slug}`;
  const visitor = aVisitor(address);
  await enter(visitor, entrance, email);
  return { email, user, entrance, visitor };
}

export async function enter(visitor: Visitor, entrance: string, email: string, typed = password) {
  await visitor.get(`${entrance}/auth/login`);
  return visitor.post(`${entrance}/auth/login`, { email, password: typed });
}

/** The same person as a program that has signed in. */
export async function aBearer(address: string, entrance: string, email: string) {
  const { data } = await anApi(address).send('POST', `${entrance}/api/v1/auth/login`, { email, password });
  return anApi(address, `Bearer ${data!.token}`);
}

/** The code of an app, `steps` half minutes from now. */
export const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });

/** Half a minute that has just begun, so that the code before it is still taken. */
async function earlyInStep() {
  const left = 30_000 - (Date.now() % 30_000);
  if (left < 4_000) await new Promise((done) => setTimeout(done, left + 50));
}

/** Adds a second factor by its pages, and returns its secret and the recovery codes. */
export async function addSecondFactor(visitor: Visitor) {
  await visitor.get('/account/second-factor');
  const offer = await visitor.post('/account/second-factor', { password });
  await earlyInStep();
  const secret = /<code>([A-Z2-7]{32})<\/code>/.exec(offer.text)![1]!;
  const shown = await visitor.post('/account/second-factor/confirmation', { code: codeOf(secret, -1) });
  const codes = [...shown.text.matchAll(/<code>([A-Z0-9-]{19})<\/code>/g)].map(([, code]) => code!);
  return { secret, codes, offer, shown };
}
