/** A mail was not taken. `permanent`: the receiving side will say the same again; otherwise a later try may succeed. */
export class MailFailure extends Error {
  override readonly name = 'MailFailure';
  readonly permanent: boolean;

  /** `reason` is the server's own answer, or what kept us from getting one. */
  constructor(reason: string, { permanent, cause }: { permanent: boolean; cause?: unknown }) {
    super(reason, { cause });
    this.permanent = permanent;
  }
}
