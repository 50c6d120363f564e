import { describe, it } from '@jest/globals';
import { validLaunches } from './valid-launches.ts';

const shows = validLaunches('student');

describe('valid student launches', () => {
  it('Valid Student Launch [CERT-S01]', shows('valid-launch'));
  it('Valid Student Launch with Roles [CERT-S02]', shows('with-roles'));
  it('Valid Student Launch with Short Role [CERT-S03]', shows('short-role'));
  it('Valid Student Launch with Unknown Role [CERT-S04]', shows('unknown-role'));
  it('Valid Student Launch with No Role [CERT-S05]', shows('no-role'));
  it('Valid Student Launch Email Only [CERT-S06]', shows('email-only'));
  it('Valid Student Launch Names Only [CERT-S07]', shows('names-only'));
  it('Valid Student Launch No PII [CERT-S08]', shows('no-pii'));
  it('Valid Student Launch Email Without Context [CERT-S09]', shows('email-without-context'));
});
