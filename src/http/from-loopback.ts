import type { Request } from 'express';

/** Whether somebody on this machine asks, without a proxy in between. */
export const isFromLoopback = (req: Request) =>
  /^(::ffff:)?127\.|^::1$/.test(req.socket.remoteAddress ?? '') && !req.get('x-forwarded-for') && !req.get('forwarded');
