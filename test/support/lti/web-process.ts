import { openTestApp } from '../app.ts';
import { toolEnvironment } from './tool-environment.ts';

/** A web process of its own, on the database that DATABASE_URL names; says its port when it answers. */
const app = await openTestApp({ environment: toolEnvironment, databaseUrl: process.env.DATABASE_URL! });
const { port } = await app.serve({ port: 0, host: '127.0.0.1' });
process.stdout.write(`${port}\n`);
process.once('SIGTERM', () => void app.stop());
