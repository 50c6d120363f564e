import { openTestApp } from './app.ts';

/** Answers HTTP in a process of its own, on the database that DATABASE_URL names, at the port PORT; says so when it does. */
const app = await openTestApp({
  databaseUrl: process.env.DATABASE_URL!,
  environment: { EXECUTIONS_PER_MINUTE: '100000' },
});
await app.serve({ port: Number(process.env.PORT), host: '127.0.0.1' });
process.stdout.write('answering\n');
process.once('SIGTERM', () => void app.stop());
