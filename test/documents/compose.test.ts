import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { kernelSettings, neededInProduction } from '#src/config/kernel-settings.ts';
import { loadConfig } from '#src/config/config.ts';
import { loadPlugins } from '#src/load-plugins.ts';
import { root } from '../support/app.ts';
import { askedFor, composeDocument, given, readCompose } from './compose-file.ts';
import { readDockerfile } from './dockerfile.ts';

const ours = ['serve', 'work', 'migrate'] as const;
const seconds = (duration: string | undefined) => Number(/^(\d+)s$/.exec(duration ?? '')?.[1]);

describe('docker-compose.yml', () => {
  it('is what the Compose Specification says', () => {
    const text = readFileSync(path.join(root, 'test/fixtures/schemas/compose-spec.json'), 'utf8');
    const { $schema: _draft07, ...schema } = JSON.parse(text) as Record<string, unknown>;
    const ajv = new Ajv({ strict: false, allErrors: true, formats: { duration: true, ports: true, expose: true } });
    const validate = ajv.compile(schema);
    validate(composeDocument(given));
    expect(validate.errors ?? []).toEqual([]);
    expect(validate({ services: { serve: { imagge: 'assay' } } })).toBe(false);
  });

  it('gives the application only settings that there are, and each that an installation may want to set', async () => {
    const { services } = readCompose();
    const plugins = await loadPlugins(root, null);
    const settings = [kernelSettings, ...plugins.flatMap(({ config }) => config ?? [])].flatMap(({ shape }) =>
      Object.keys(shape),
    );
    const fixed = ['NODE_ENV', 'PORT', 'HOST', 'PRACTICE_LMS_PORT'];
    for (const name of ours) {
      const set = Object.keys(services[name]?.environment ?? {});
      expect(set.filter((variable) => !settings.includes(variable))).toEqual([]);
      expect(settings.filter((variable) => !set.includes(variable) && !fixed.includes(variable))).toEqual([]);
    }
  });

  it('gives all that production needs, and names what it was not given itself [T4-16]', () => {
    const { services } = readCompose();
    for (const name of ours) {
      const environment = { ...services[name]?.environment, NODE_ENV: 'production' };
      expect(loadConfig({ root, environment }).production).toBe(true);
      expect(Object.keys(neededInProduction).filter((variable) => !(variable in environment))).toEqual([]);
    }
    const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
    for (const name of Object.keys(given)) {
      expect(() => readCompose({ ...given, [name]: '' })).toThrow(`required variable ${name} is missing a value`);
      expect(readme).toContain(`\`${name}\``);
    }
  });

  it('holds no secret of its own', () => {
    const secrets = Object.keys(given).filter((name) => /PASSWORD|KEY/.test(name));
    expect(secrets.filter((name) => !askedFor().has(name))).toEqual([]);
    const text = readFileSync(path.join(root, 'docker-compose.yml'), 'utf8');
    expect(text.match(/(?:PASSWORD|KEY|TOKEN)\w*: (?!'\$\{)/g)).toBeNull();
    expect(text.match(/\/\/[^\s'@]*:(?!\$\{)[^\s'@]+@/g)).toBeNull();
  });

  it('mounts only folders of the repository and volumes that it declares', () => {
    const { services, volumes } = readCompose();
    const sources = Object.values(services).flatMap((service) => service.volumes.map((mount) => mount.split(':')[0]!));
    const folders = sources.filter((source) => source.startsWith('.'));
    expect(folders.filter((folder) => !existsSync(path.join(root, folder)))).toEqual([]);
    const named = sources.filter((source) => !source.startsWith('.'));
    expect([...new Set(named)].toSorted()).toEqual(Object.keys(volumes).toSorted());
  });

  it('asks everything that stays whether it is well, every 30 seconds, and PostgreSQL every 5 [T1-01] [PERF-33]', () => {
    const { services } = readCompose();
    const image = readDockerfile(readFileSync(path.join(root, 'Dockerfile'), 'utf8')).healthcheck;
    const checks = Object.fromEntries(
      Object.entries(services).map(([name, { healthcheck }]) => {
        const { disable, interval, timeout, retries } = {
          ...(ours.includes(name as never) ? image : {}),
          ...healthcheck,
        };
        return [name, disable ? null : [seconds(interval), seconds(timeout), Number(retries)]];
      }),
    );
    const usual = [30, 10, 3];
    const postgres = [5, 5, 5];
    expect(checks).toEqual({ serve: usual, work: usual, redis: usual, mailpit: usual, postgres, migrate: null });
  });

  it('migrates when PostgreSQL answers, and starts the application when that is done', () => {
    const { services } = readCompose();
    const waits = Object.fromEntries(ours.map((name) => [name, services[name]!.depends_on]));
    const done = { condition: 'service_completed_successfully' };
    const healthy = { condition: 'service_healthy' };
    expect(waits).toEqual({
      serve: { migrate: done, redis: healthy },
      work: { migrate: done, redis: healthy },
      migrate: { postgres: healthy },
    });
  });

  it('lets nothing outside reach the data, and nothing that holds data reach outside', () => {
    const { services, networks } = readCompose() as ReturnType<typeof readCompose> & { networks: object };
    expect(networks).toMatchObject({ storage: { internal: true } });
    for (const name of ['postgres', 'redis']) {
      expect(services[name]).toMatchObject({ networks: ['storage'] });
      expect(services[name]).not.toHaveProperty('ports');
    }
    const published = Object.values(services).flatMap(({ ports }) => (ports as string[] | undefined) ?? []);
    expect(published.every((port) => port.startsWith('127.0.0.1:'))).toBe(true);
  });
});
