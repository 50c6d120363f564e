import { openTestApp } from './app.ts';

/** A worker in a process of its own, on the database that DATABASE_URL names; says `working` when it does. */
const app = await openTestApp({ works: true, databaseUrl: process.env.DATABASE_URL! });
process.stdout.write('working\n');
process.once('SIGTERM', () => void app.stop());
