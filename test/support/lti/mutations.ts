import { claimNames as names, roles, type Claims } from './claim-names.ts';
import type { Random } from './random-from.ts';
import type { TokenOptions } from './test-platform.ts';

/** A token that must be refused, and the rule that says why. */
export interface Mutation {
  readonly rule: string;
  readonly claims: Claims;
  readonly token: TokenOptions;
}

type Writable = Record<string, unknown>;
type Break = readonly [rule: string, (claims: Writable, random: Random, valid: Claims) => TokenOptions | void];

const required = [
  'iss',
  'aud',
  'sub',
  'iat',
  'exp',
  'nonce',
  names.messageType,
  names.version,
  names.deploymentId,
  names.targetLinkUri,
  names.roles,
  names.resourceLink,
];
const deep = (depth: number): unknown => JSON.parse(`${'[['.repeat(depth)}${']]'.repeat(depth)}`);

/** Values that no required claim may have: each is of a wrong type, empty, endless or from another world. */
const strange: readonly ((random: Random) => unknown)[] = [
  () => null,
  () => false,
  () => -1,
  () => 0.5,
  () => '',
  () => ({}),
  () => ({ toString: 'x', __proto__: { admin: true }, constructor: 1 }),
  () => [[]],
  () => [{ a: [null] }],
  ({ below }) => deep(1 + below(200)),
  ({ below }) => 'ÿ\u{1f600}\u0000'.repeat(300 + below(2000)),
  () => ({ $gt: '' }),
  // Longer than an id may be: a short one would be a `sub` like any other.
  () => `'; drop table session; --${'-'.repeat(300)}`,
];

/**
 * What certainly breaks a launch: the oracle of the mutations. Whatever else was changed before, one of these is done last,
 * so a token that still opens a session has got past that rule. `strange` is all wrong for every required claim, but that
 * roles may be any list: for them the claim is taken away instead.
 */
const breaks: readonly Break[] = [
  ['a required claim is there', (claims, { pick }) => void delete claims[pick(required)]],
  [
    'a required claim is of its type',
    (claims, { pick, ...random }) => {
      const claim = pick(required.filter((name) => name !== names.roles));
      claims[claim] = pick(strange)({ pick, ...random });
    },
  ],
  ['roles are a list', (claims, { pick }) => void (claims[names.roles] = pick([roles.instructor, {}, 7, true, '']))],
  [
    'the audience is us',
    (claims, { pick }, { aud }) => void (claims.aud = pick(['x', [], ['x', 'y'], `${String(aud)} `])),
  ],
  ['azp is us', (claims, { pick }) => void (claims.azp = pick(['x', 1, null, ['x'], {}, '']))],
  ['it has not expired', (claims, { below }) => void (claims.exp = Math.floor(Date.now() / 1000) - 200 - below(1e9))],
  [
    'it is not from the future',
    (claims, { below }) => void (claims.iat = Math.floor(Date.now() / 1000) + 200 + below(1e9)),
  ],
  [
    'it does not live long',
    (claims, { below }) => void (claims.exp = Math.floor(Date.now() / 1000) + 90_000 + below(1e12)),
  ],
  ['the nonce is the login’s', (claims, { below }) => void (claims.nonce = `n${below(1e9)}`)],
  [
    'the issuer is the login’s',
    (claims, { pick }, { iss }) => void (claims.iss = `${String(iss)}${pick(['/', ' ', '?', '\u0000'])}`),
  ],
  [
    'the version is 1.3.0',
    (claims, { pick }) => void (claims[names.version] = pick(['1.3', '1.3.0 ', '1.1', '2.0.0'])),
  ],
  ['the message is known', (claims, { below }) => void (claims[names.messageType] = `Lti${below(1e6)}Request`)],
  [
    'the target is ours',
    (claims, { pick }) => void (claims[names.targetLinkUri] = pick(['https://x.example/', 'javascript:0', 'x'])),
  ],
  [
    'ids have an end',
    (claims, { pick, below }) => void (claims[pick(['sub', names.deploymentId])] = 'x'.repeat(256 + below(5000))),
  ],
  ['there is a kid', () => ({ kid: null })],
  ['the kid is known', (_claims, { below }) => ({ kid: `k${below(5)}` })],
  ['the algorithm is on the list', (_claims, { pick }) => ({ alg: pick(['none', 'HS256']), key: new Uint8Array(32) })],
];

const noise: readonly ((claims: Writable, random: Random) => void)[] = [
  (claims, { pick }) => void delete claims[pick(Object.keys(claims))],
  (claims, { pick, ...random }) => void (claims[pick(Object.keys(claims))] = pick(strange)({ pick, ...random })),
  (claims, { pick, ...random }) =>
    void (claims[`https://x.example/${random.below(99)}`] = pick(strange)({ pick, ...random })),
  (claims, { below }) => void (claims.filling = 'x'.repeat(below(20_000))),
  (claims, { pick, ...random }) =>
    void (claims[names.custom] = { [pick(['a', '__proto__', ''])]: pick(strange)({ pick, ...random }) }),
];

/** Changes of a valid launch: up to three of any kind, then one that certainly breaks it. */
export function mutate(valid: Claims, random: Random): Mutation {
  const claims: Writable = structuredClone(valid);
  for (let count = random.below(4); count > 0; count -= 1) random.pick(noise)(claims, random);
  const [rule, breakIt] = random.pick(breaks);
  return { rule, token: breakIt(claims, random, valid) ?? {}, claims };
}

/** The fields of a valid launch, written as no browser writes them; none of these may open a session. */
export function mutateForm(form: { readonly id_token: string; readonly state: string }, random: Random): string {
  const { id_token: token, state } = form;
  return random.pick([
    () => `id_token=${token}&id_token=${token}&state=${state}`,
    () => `id_token=${token}&state=${state}&state=${state}x`,
    () => `id_token[]=${token}&state=${state}`,
    () => `id_token=${token}&state[${random.below(9)}]=${state}`,
    () => `id_token.a.b=${token}&state=${state}`,
    () => `id_token=${token}`,
    () => `state=${state}`,
    () => `id_token=${token.slice(0, random.below(token.length))}&state=${state}`,
    () => `id_token=${token.replaceAll('.', random.pick(['..', ',', '%00', '.%2e']))}&state=${state}`,
    () => `id_token=${token}&state=${state}%00`,
    () => `id_token=${token}&state=%FF%FE${state}`,
    () => `id_token=${'a.'.repeat(random.below(50_000))}&state=${state}`,
    () => Array.from({ length: random.below(3000) }, (_, index) => `f${index}=1`).join('&'),
    () => '&&&===&=&%%%',
  ])();
}
