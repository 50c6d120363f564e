import type { AddressInfo } from 'node:net';
import type { Express } from 'express';

/** Milliseconds that open requests have to finish once no more are taken. */
const patience = 15_000;

export interface ListenAt {
  readonly port: number;
  /** Null: every interface. */
  readonly host: string | null;
  /** The setting that moves the port. */
  readonly variable?: string;
}

/** Listens, or throws an Error that names the port and the variable that moves it. */
export async function listen(server: Express, { port, host, variable = 'PORT' }: ListenAt) {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const listening = (error?: Error) => (error ? reject(error) : resolve());
  const http = host ? server.listen(port, host, listening) : server.listen(port, listening);
  await promise.catch((error: NodeJS.ErrnoException) => {
    throw portError(error, port, host, variable);
  });
  return {
    port: (http.address() as AddressInfo).port,
    async close() {
      const timer = setTimeout(() => http.closeAllConnections(), patience);
      await new Promise<void>((done) => http.close(() => done()));
      clearTimeout(timer);
    },
  };
}

function portError(error: NodeJS.ErrnoException, port: number, host: string | null, variable: string) {
  if (error.code === 'EADDRINUSE')
    return new Error(
      `Port ${port} is taken by another program. Stop that program, or choose another port: ${variable}=${port + 100} npm start`,
    );
  if (error.code === 'EACCES')
    return new Error(`Port ${port} may not be used by this user. Choose one above 1023: ${variable}=3000 npm start`);
  return new Error(
    `Cannot listen on ${host ?? 'every interface'}, port ${port}: ${error.message}. HOST and ${variable} say where to listen.`,
    {
      cause: error,
    },
  );
}
