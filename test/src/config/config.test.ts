import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { loadConfig } from '#src/config/config.ts';
import { secret } from '#src/config/settings.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const parent = temporaryFolder();
const dataFolder = () => mkdtempSync(path.join(parent, 'data-'));
const load = (environment: Record<string, string>, settings: z.ZodObject[] = []) =>
  loadConfig({ root: '/nowhere', dataFolder: dataFolder(), environment, settings });
const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://assay.example',
  DATABASE_URL: 'postgres://app:x@db/assay',
  DATABASE_OWNER_URL: 'postgres://owner:x@db/assay',
  SECRET_KEY: 'k'.repeat(40),
  SMTP_URL: 'smtp://mail',
  MAIL_FROM: 'assay@example.org',
  FILES_URL: 'file:///srv/files',
  TRUST_PROXY: 'none',
};

describe('loadConfig', () => {
  it('needs nothing in development, and listens on loopback only', () => {
    expect(load({})).toMatchObject({
      port: 3000,
      practiceLmsPort: 3001,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      databaseUrl: null,
      production: false,
    });
  });

  it('makes the secrets of development once and keeps them from other users', () => {
    const folder = dataFolder();
    const keys = () => loadConfig({ root: '/nowhere', dataFolder: folder, environment: {} }).secretKeys;
    expect(keys()).toEqual(keys());
    expect(keys()[0]!.length).toBeGreaterThanOrEqual(32);
    expect(statSync(path.join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(readFileSync(path.join(folder, 'secrets.json'), 'utf8')).toContain(keys()[0]);
  });

  it('names every wrong variable at once, with what would be right', () => {
    const wrong = () => load({ PORT: '70000', LOG_LEVEL: 'loud', PUBLIC_URL: 'assay.example' });
    expect(wrong).toThrow(/PORT must be a whole number between 1 and 65535 \("70000" is not\)/);
    expect(wrong).toThrow(/LOG_LEVEL must be trace/);
    expect(wrong).toThrow(/PUBLIC_URL must be an address that starts with http: or https:/);
  });

  it('never repeats the value of a secret', () => {
    expect(() => load({ DATABASE_URL: 'mysql://root:hunter2@db' })).toThrow(/DATABASE_URL must be an address/);
    expect(() => load({ DATABASE_URL: 'mysql://root:hunter2@db' })).not.toThrow(/hunter2/);
  });

  it.each(Object.keys(production).filter((name) => name !== 'NODE_ENV'))(
    'refuses production without %s [T4-16]',
    (name) => {
      const { [name as 'PUBLIC_URL']: _left, ...rest } = production;
      expect(() => load(rest)).toThrow(new RegExp(`${name} is missing`));
    },
  );

  it('refuses production over http and with a short secret, and takes the rest', () => {
    expect(() => load({ ...production, PUBLIC_URL: 'http://assay.example' })).toThrow(
      /PUBLIC_URL must start with https/,
    );
    expect(() => load({ ...production, SECRET_KEY: 'short' })).toThrow(/32 characters/);
    expect(load(production)).toMatchObject({
      production: true,
      publicUrl: 'https://assay.example',
      trustProxy: 'none',
    });
  });

  it("checks a plugin's settings with its own schema, and hands them to that plugin only", () => {
    const settings = z.object({
      SAMPLE_TOKEN: z.string().min(5, 'must have 5 characters').meta(secret).describe('the token of the sample'),
    });
    expect(() => load({}, [settings])).toThrow('SAMPLE_TOKEN is missing: the token of the sample');
    expect(load({ SAMPLE_TOKEN: 'long enough' }, [settings]).of(settings).SAMPLE_TOKEN).toBe('long enough');
    expect(() => load({}).of(settings)).toThrow(/plugin\.ts/);
  });

  it('reads lists by comma or space, and an empty variable as absent', () => {
    expect(load({ OUTBOUND_ALLOW: '10.0.0.0/8, lms.local', PORT: '' })).toMatchObject({
      outboundAllow: ['10.0.0.0/8', 'lms.local'],
      port: 3000,
    });
  });
});
