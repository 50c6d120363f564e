import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse, parseAllDocuments } from 'yaml';
import { root } from '../support/app.ts';

const folder = 'deploy/judge0';
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

interface Compose {
  readonly services: Record<string, { image: string; networks: string[]; ports?: string[]; environment: object }>;
  readonly networks: Record<string, object | null>;
}
const compose = parse(read(`${folder}/docker-compose.yml`), { merge: true }) as Compose;
const manifests = parseAllDocuments(read(`${folder}/kubernetes.yaml`)).map((document) => document.toJSON() as Manifest);

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly data?: Record<string, string>;
  readonly spec: Record<string, unknown>;
}

const closed = { ENABLE_NETWORK: 'false', ALLOW_ENABLE_NETWORK: 'false', ENABLE_WAIT_RESULT: 'false' };

describe('the Judge0 of deploy/judge0', () => {
  it('is a file as Compose wants it', () => {
    const { $schema: _draft07, ...schema } = JSON.parse(read('test/fixtures/schemas/compose-spec.json')) as object & {
      $schema: string;
    };
    const ajv = new Ajv({ strict: false, allErrors: true, formats: { duration: true, ports: true, expose: true } });
    const validate = ajv.compile(schema);
    validate(compose);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('is the version without known escapes, gives programs no network and asks for a token [F2-06]', () => {
    for (const name of ['judge0-server', 'judge0-workers']) {
      const service = compose.services[name]!;
      expect(service.image).toBe('judge0/judge0:1.13.1');
      expect(service.environment).toMatchObject(closed);
      expect(service.environment).toHaveProperty('AUTHN_TOKEN', expect.stringContaining('${JUDGE0_AUTH_TOKEN:?'));
    }
    const config = manifests.find(({ kind }) => kind === 'ConfigMap')!;
    expect(config.data).toMatchObject(closed);
    expect(JSON.stringify(manifests).match(/judge0\/judge0:[\d.]+/g)).toEqual(Array(2).fill('judge0/judge0:1.13.1'));
  });

  it('lets workers reach their queue only, and only Assay reach the server [F2-32]', () => {
    expect(compose.networks).toMatchObject({ 'judge0-data': { internal: true } });
    for (const name of ['judge0-workers', 'judge0-postgres', 'judge0-redis']) {
      expect(compose.services[name]!.networks).toEqual(['judge0-data']);
      expect(compose.services[name]).not.toHaveProperty('ports');
    }
    expect(compose.services['judge0-server']!.ports).toEqual([
      expect.stringMatching(/^\$\{JUDGE0_ADDRESS:-127\.0\.0\.1\}/),
    ]);
    const policy = manifests.find(({ kind }) => kind === 'NetworkPolicy')!;
    expect(policy.spec.policyTypes).toEqual(['Ingress', 'Egress']);
  });

  it('has as many workers as the queue is long: three to fifty [T1-12]', () => {
    const scaled = manifests.find(({ kind }) => kind === 'ScaledObject')!;
    expect(scaled.spec).toMatchObject({
      minReplicaCount: 3,
      maxReplicaCount: 50,
      triggers: [{ type: 'redis', metadata: { listLength: '100' } }],
    });
  });

  it('holds no secret', () => {
    for (const file of ['docker-compose.yml', 'kubernetes.yaml'])
      expect(read(`${folder}/${file}`).match(/(?:PASSWORD|TOKEN): (?!'\$\{)\S/g)).toBeNull();
  });
});
