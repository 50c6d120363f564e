/** In US cents for a million tokens: sent, and answered. */
export interface Prices {
  readonly inputCents: number;
  readonly outputCents: number;
}

interface Tokens {
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** In millionths of a US dollar, rounded up. */
export const costOf = ({ inputCents, outputCents }: Prices, { promptTokens, completionTokens }: Tokens): number =>
  Math.ceil((promptTokens * inputCents + completionTokens * outputCents) / 100);

/** A cent, in the same measure. */
export const microsPerCent = 10_000;
