import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { z } from 'zod';
import { developmentSecrets } from './development-secrets.ts';
import { kernelSettings, neededInProduction } from './kernel-settings.ts';
import { readSettings, SettingsError, type Environment, type Settings } from './settings.ts';

type Values = z.output<typeof kernelSettings>;

/** Everything the process was told, read once. Nothing else in the application looks at the environment. */
export interface Config {
  readonly root: string;
  /** Folder for what development makes by itself: database, secrets, files, mails. */
  readonly dataFolder: string;
  readonly production: boolean;
  readonly port: number;
  readonly practiceLmsPort: number;
  /** Null: every interface. */
  readonly host: string | null;
  readonly publicUrl: string;
  readonly databaseUrl: string | null;
  readonly databaseOwnerUrl: string | null;
  readonly homeOrganization: string;
  readonly redisUrl: string | null;
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly filesUrl: string;
  readonly secretKeys: readonly string[];
  readonly outboundAllow: readonly string[];
  readonly apiOrigins: readonly string[];
  readonly trustProxy: string;
  readonly metricsToken: string | null;
  readonly logLevel: string;
  /** The values of a plugin's own settings. Throws SettingsError for settings that were not handed to `loadConfig`. */
  of<S extends Settings>(settings: S): z.output<S>;
}

export interface ConfigSource {
  readonly root: string;
  /** Defaults to the environment of the process. */
  readonly environment?: Environment;
  readonly dataFolder?: string;
  /** Settings of plugins, checked together with the kernel's. */
  readonly settings?: readonly Settings[];
}

/** Reads and checks the whole environment. Throws SettingsError naming every wrong variable at once. */
export function loadConfig(source: ConfigSource): Config {
  const { environment = process.env, root } = source;
  const kernel = readSettings(kernelSettings, environment);
  const groups = new Map((source.settings ?? []).map((settings) => [settings, readSettings(settings, environment)]));
  const problems = [kernel, ...groups.values()].flatMap((group) => group.problems);
  if (environment.NODE_ENV === 'production') problems.push(...missingInProduction(environment));
  if (problems.length > 0 || !kernel.values) throw new SettingsError([...new Set(problems)]);
  const dataFolder = source.dataFolder ?? path.join(root, '.data');
  return {
    root,
    dataFolder,
    ...interpret(kernel.values, dataFolder),
    of: (settings) => {
      const group = groups.get(settings);
      if (!group?.values)
        throw new SettingsError(['These settings belong to a plugin that does not declare them in its plugin.ts']);
      return group.values as never;
    },
  };
}

/** ASSAY_PLUGINS, which has to be known before the plugins, and so the settings they declare, are. */
export const chosenPlugins = (environment: Environment = process.env) => environment.ASSAY_PLUGINS?.trim() || null;

function interpret(values: Values, dataFolder: string) {
  const production = values.NODE_ENV === 'production';
  return {
    production,
    port: values.PORT,
    practiceLmsPort: values.PRACTICE_LMS_PORT,
    host: values.HOST ?? (production ? null : '127.0.0.1'),
    publicUrl: (values.PUBLIC_URL ?? `http://localhost:${values.PORT}`).replace(/\/+$/, ''),
    databaseUrl: values.DATABASE_URL ?? null,
    databaseOwnerUrl: values.DATABASE_OWNER_URL ?? null,
    homeOrganization: values.HOME_ORGANIZATION,
    redisUrl: values.REDIS_URL ?? null,
    smtpUrl: values.SMTP_URL ?? null,
    mailFrom: values.MAIL_FROM,
    filesUrl: values.FILES_URL ?? pathToFileURL(path.join(dataFolder, 'files')).href,
    secretKeys: values.SECRET_KEY ?? [developmentSecrets(dataFolder).secretKey],
    outboundAllow: values.OUTBOUND_ALLOW,
    apiOrigins: values.API_ORIGINS,
    trustProxy: values.TRUST_PROXY ?? 'none',
    metricsToken: values.METRICS_TOKEN ?? null,
    logLevel: values.LOG_LEVEL,
  };
}

function missingInProduction(environment: Environment) {
  const missing = Object.entries(neededInProduction)
    .filter(([name]) => !environment[name]?.trim())
    .map(([name, what]) => `${name} is missing: ${what}`);
  const publicUrl = environment.PUBLIC_URL;
  if (publicUrl && !publicUrl.startsWith('https://'))
    missing.push('PUBLIC_URL must start with https:// in production: frames and cookies need it');
  const short = environment.SECRET_KEY?.split(/[\s,]+/).some((key) => key && key.length < 32);
  if (short) missing.push('SECRET_KEY must list secrets of 32 characters or more (openssl rand -base64 48 makes one)');
  return missing;
}
