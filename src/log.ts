import { pino, type DestinationStream, type Logger } from 'pino';
import pretty from 'pino-pretty';

/** Whatever may hold a secret is never written, at any depth that our own objects have. */
const censored = [
  'password',
  'token',
  'secret',
  'authorization',
  'cookie',
  'id_token',
  'client_assertion',
  'secretKey',
];

/** The process's log: JSON lines in production, readable lines in development [T1-08]. */
export function createLog(options: {
  readonly level: string;
  readonly production: boolean;
  readonly stream?: DestinationStream;
}): Logger {
  const stream =
    options.stream ??
    (options.production
      ? pino.destination(1)
      : pretty({ translateTime: 'SYS:HH:MM:ss', ignore: 'pid,hostname', sync: true }));
  return pino(
    {
      level: options.level,
      base: { service: 'assay' },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: censored.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
    },
    stream,
  );
}
