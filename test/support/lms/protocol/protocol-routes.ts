import express, { Router } from 'express';
import { flavours } from '../flavours/flavours.ts';
import { publicKeys } from '../platform-keys.ts';
import type { Lms } from '../state.ts';
import { authorize } from './authorize.ts';
import { showConfiguration } from './configuration.ts';
import { grantAccessToken } from './grant-access-token.ts';
import { outOfOrder } from './out-of-order.ts';
import { register } from './register.ts';

/** What a tool and its browser pages speak with: configuration, registration, authorization, keys and access tokens. */
export function protocolRoutes(lms: Lms): Router {
  const form = express.urlencoded({ extended: false, limit: '1mb' });
  const router = Router();
  for (const flavour of Object.values(flavours))
    router.get(flavour.configurationPath, outOfOrder(lms, 'configuration'), (req, res) =>
      showConfiguration(lms, flavour, req, res),
    );
  router.post('/registration', outOfOrder(lms, 'registration'), express.json(), async (req, res) => {
    await register(lms, req, res);
  });
  router.all('/auth', outOfOrder(lms, 'authorization'), form, (req, res) => authorize(lms, req, res));
  router.get('/jwks', outOfOrder(lms, 'keys'), (_req, res) => {
    res.set('Cache-Control', 'public, max-age=300').json(publicKeys(lms.keys));
  });
  router.post('/token', outOfOrder(lms, 'token'), form, async (req, res) => {
    await grantAccessToken(lms, req, res);
  });
  return router;
}
