import { setPriority } from 'node:os';

/** Unix's "nice": about a ninth of the processor's time that an ordinary process gets beside it. */
const behindPages = 10;

/**
 * Lets this process, and all that it starts from now on, wait for a processor behind those that answer people. Jobs take what pages
 * leave: all of it, most of the time.
 */
export const giveWay = () => setPriority(behindPages);
