import type { Request, Response } from 'express';

/** Empty, but for who accepts JSON and nothing else. */
export function notFound(request: Request, response: Response): void {
  if (request.get('accept') === 'application/json') response.status(404).json({ status: 404, error: 'Not Found' });
  else response.status(404).type('text/html').end();
}
