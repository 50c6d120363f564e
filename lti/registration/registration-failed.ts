interface Failure {
  /** Who ended it: the invitation was none, we refused, the LMS did or did not answer, or we could not store it. */
  readonly side: 'invitation' | 'assay' | 'lms' | 'silent' | 'fault';
  readonly status: 400 | 404 | 429 | 500;
}

/** Every reason for which a dynamic registration ends. The texts for administrators carry these names. */
export const registrationFailures = {
  invitationUnknown: { side: 'invitation', status: 404 },
  tooManyAttempts: { side: 'invitation', status: 429 },
  notFromLms: { side: 'invitation', status: 400 },
  addressRefused: { side: 'assay', status: 400 },
  lmsUnreachable: { side: 'silent', status: 400 },
  lmsSlow: { side: 'silent', status: 400 },
  lmsRedirects: { side: 'silent', status: 400 },
  answerTooLarge: { side: 'silent', status: 400 },
  configurationRefused: { side: 'lms', status: 400 },
  configurationUnreadable: { side: 'assay', status: 400 },
  configurationIncomplete: { side: 'assay', status: 400 },
  issuerDiffers: { side: 'assay', status: 400 },
  endpointRefused: { side: 'assay', status: 400 },
  privateKeyJwtMissing: { side: 'assay', status: 400 },
  rs256Missing: { side: 'assay', status: 400 },
  registrationRefused: { side: 'lms', status: 400 },
  answerUnreadable: { side: 'assay', status: 400 },
  clientKnown: { side: 'assay', status: 400 },
  storingFailed: { side: 'fault', status: 500 },
} as const satisfies Record<string, Failure>;
export type FailureReason = keyof typeof registrationFailures;

/** A dynamic registration that ends here, with nothing stored and the invitation as good as before. */
export class RegistrationFailed extends Error {
  readonly reason: FailureReason;
  /** Names of fields or hosts that the reason is about; no secret and no address in full. */
  readonly detail: string;
  /** What the LMS said, cut: shown as it is to whoever looks after it. */
  readonly words: string;
  override readonly name = 'RegistrationFailed';

  constructor(
    reason: FailureReason,
    said: { readonly detail?: string; readonly words?: string } = {},
    cause?: unknown,
  ) {
    super(said.detail ? `${reason}: ${said.detail}` : reason, { cause });
    this.reason = reason;
    this.detail = said.detail?.slice(0, 300) ?? '';
    this.words = said.words ?? '';
  }
}
