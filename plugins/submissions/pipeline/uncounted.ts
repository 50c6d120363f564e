/** The figures of a problem could not be kept, which has undone the transaction of the verdict. */
export class Uncounted extends Error {
  override readonly name = 'Uncounted';
  constructor(cause: unknown) {
    super('A verdict could not be counted.', { cause });
  }
}
