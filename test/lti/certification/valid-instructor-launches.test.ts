import { describe, it } from '@jest/globals';
import { validLaunches } from './valid-launches.ts';

const shows = validLaunches('instructor');

describe('valid instructor launches', () => {
  it('Valid Instructor Launch [CERT-I01]', shows('valid-launch'));
  it('Valid Instructor Launch with Roles [CERT-I02]', shows('with-roles'));
  it('Valid Instructor Launch with Short Role [CERT-I03]', shows('short-role'));
  it('Valid Instructor Launch with Unknown Role [CERT-I04]', shows('unknown-role'));
  it('Valid Instructor Launch with No Role [CERT-I05]', shows('no-role'));
  it('Valid Instructor Launch Email Only [CERT-I06]', shows('email-only'));
  it('Valid Instructor Launch Names Only [CERT-I07]', shows('names-only'));
  it('Valid Instructor Launch No PII [CERT-I08]', shows('no-pii'));
  it('Valid Instructor Launch Email Without Context [CERT-I09]', shows('email-without-context'));
});
