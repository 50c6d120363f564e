import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { openLaunches, type Launches } from '../../../support/lti/open-launches.ts';

let tool: Launches;
beforeAll(async () => {
  tool = await openLaunches();
}, 120_000);
afterAll(() => tool.close());

const seconds = 1;
const minutes = 60;
const hours = 3600;
const days = 86_400;
/** In seconds since 1970, this far from now. */
const from = (now: number, offset: number) => Math.floor(now / 1000) + offset;

describe('times [CERT-X04]', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['no exp', { exp: undefined }, 'exp-missing'],
    ['exp as a string', { exp: String(from(Date.now(), 5 * minutes)) }, 'exp-missing'],
    ['exp in the past', { iat: from(Date.now(), -10 * minutes), exp: from(Date.now(), -3 * minutes) }, 'token-expired'],
    ['no iat', { iat: undefined }, 'iat-missing'],
    ['iat as a string', { iat: String(from(Date.now(), 0)) }, 'iat-missing'],
    ['iat in the future', { iat: from(Date.now(), 1 * hours), exp: from(Date.now(), 2 * hours) }, 'token-from-future'],
    ['iat too long ago', { iat: from(Date.now(), -2 * days), exp: from(Date.now(), 5 * minutes) }, 'token-too-old'],
    ['ten years to live', { exp: from(Date.now(), 3650 * days) }, 'token-lives-too-long'],
    ['nbf in the future', { nbf: from(Date.now(), 10 * minutes) }, 'token-from-future'],
    ['exp that is no finite number', { exp: 1e300 }, 'token-lives-too-long'],
  ])('%s is refused', async (_name, claims, reason) => {
    const { launch } = await tool.place();
    await tool.refuses(() => launch({ claims }), { reason });
  });

  it.each<[string, Record<string, unknown>]>([
    ['a token that expired half a minute ago', { exp: from(Date.now(), -30 * seconds) }],
    ['a clock half a minute ahead of ours', { iat: from(Date.now(), 30), nbf: from(Date.now(), 30) }],
    ['a token of the minute before', { iat: from(Date.now(), -70 * seconds), exp: from(Date.now(), -10 * seconds) }],
  ])('%s is admitted: clocks differ', async (_name, claims) => {
    const { launch } = await tool.place();
    await tool.admits(() => launch({ claims }));
  });
});
