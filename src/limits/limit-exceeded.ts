import { DomainError } from '#src/errors.ts';
import type { Allowance } from './limits.ts';

/** Too much, too fast: becomes a 429 with Retry-After. */
export class LimitExceeded extends DomainError {
  readonly limitName: string;
  readonly allowance: Allowance;
  declare readonly retryAfterSeconds: number;

  constructor(limitName: string, allowance: Allowance) {
    const seconds = Math.max(1, allowance.resetSeconds);
    super('tooManyRequests', 'kernel.error.tooManyRequests', { parameters: { seconds }, retryAfterSeconds: seconds });
    this.name = 'LimitExceeded';
    this.limitName = limitName;
    this.allowance = allowance;
  }
}
