import { once } from 'node:events';
import http from 'node:http';
import express from 'express';
import ltijs from 'ltijs';
import Database from 'ltijs-sequelize';

/**
 * The peer as its own pages say to run it, with the plugin for PostgreSQL. Argument: JSON of `database` (an address), `issuer`,
 * `clientId`, `authorizationEndpoint`, `tokenEndpoint`, `jwksUri`. Prints its port when it answers.
 */
const { database, issuer, clientId, ...endpoints } = JSON.parse(process.argv[2]);
const { username, password, hostname, port, pathname } = new URL(database);
const plugin = new Database(pathname.slice(1), username, decodeURIComponent(password), {
  host: hostname,
  port: Number(port),
  dialect: 'postgres',
  logging: false,
});
const { Provider } = ltijs;
Provider.setup(
  'a-key-for-the-benchmark',
  { plugin },
  {
    appRoute: '/',
    loginRoute: '/login',
    keysetRoute: '/keys',
    cookies: { secure: true, sameSite: 'None' },
    tokenMaxAge: 600,
  },
);
Provider.onConnect((token, _request, response) => response.send(`<h1>${token.user}</h1>`));
await Provider.deploy({ serverless: true, silent: true });
await Provider.registerPlatform({
  url: issuer,
  name: 'Bench',
  clientId,
  authenticationEndpoint: endpoints.authorizationEndpoint,
  accesstokenEndpoint: endpoints.tokenEndpoint,
  authConfig: { method: 'JWK_SET', key: endpoints.jwksUri },
});
const server = http.createServer(express().set('trust proxy', true).use(Provider.app)).listen(0, '127.0.0.1');
await once(server, 'listening');
process.stdout.write(`${server.address().port}\n`);
