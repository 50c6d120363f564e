import cors from 'cors';
import type { RequestHandler } from 'express';

const exposed = ['Location', 'Retry-After', 'X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-Request-ID'];
const dayInSeconds = 86_400;

/**
 * Lets scripts of the origins that API_ORIGINS names call the API [U-14]. Without cookies, which never count there: such a
 * script brings a bearer.
 */
export const crossOrigin = (origins: readonly string[]): RequestHandler =>
  cors({
    origin: [...origins],
    credentials: false,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: exposed,
    maxAge: dayInSeconds,
  });
