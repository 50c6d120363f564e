import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { root } from '../support/app.ts';

const Container = z.looseObject({
  image: z.string(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  volumes: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z
    .object({ disable: z.boolean(), interval: z.string(), timeout: z.string(), retries: z.number() })
    .partial()
    .default({}),
  networks: z.array(z.string()).default(['default']),
});
const Compose = z.looseObject({
  services: z.record(z.string(), Container),
  volumes: z.record(z.string(), z.unknown()),
});

/** What has to be given to `docker compose up`: the variables of docker-compose.yml without a value of their own. */
export const given = {
  PUBLIC_URL: 'https://assay.example.edu',
  APP_DATABASE_PASSWORD: 'app-password-of-the-compose-file',
  OWNER_DATABASE_PASSWORD: 'owner-password-of-the-compose-file',
  POSTGRES_PASSWORD: 'superuser-password-of-the-compose-file',
  SECRET_KEY: 'a secret of the compose file, 32 characters or more'.replaceAll(/[ ,]/g, '-'),
};

/** docker-compose.yml as Compose sees it with these variables, before any schema has looked at it. */
export const composeDocument = (environment: Record<string, string>): unknown =>
  parse(interpolate(readFileSync(path.join(root, 'docker-compose.yml'), 'utf8'), environment), { merge: true });

export const readCompose = (environment: Record<string, string> = given) => Compose.parse(composeDocument(environment));

/** The variables that docker-compose.yml asks its environment for. */
export const askedFor = () =>
  new Set(
    [...readFileSync(path.join(root, 'docker-compose.yml'), 'utf8').matchAll(variable)].map(
      ({ groups }) => groups!.name!,
    ),
  );

const variable = /\$\{(?<name>\w+)(?:(?<kind>:-|:\?)(?<rest>[^}]*))?\}/g;

/** Compose's own rules: `:-` gives a default, `:?` refuses with a message; both take an empty variable for absent. */
function interpolate(text: string, environment: Record<string, string>) {
  return text.replaceAll(variable, (_all, name: string, kind: string | undefined, rest: string) => {
    const value = environment[name];
    if (value) return value;
    if (kind === ':?') throw new Error(`required variable ${name} is missing a value: ${rest}`);
    return kind === ':-' ? rest : '';
  });
}
