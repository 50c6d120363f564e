import { p } from '@mikro-orm/core';

/** What a second factor is, whoever it belongs to. */
export const secondFactorFields = {
  /** The shared secret of the codes, sealed. */
  sealedSecret: p.text(),
  /** Null until a first code has shown that the app has the secret; before, nobody is asked for one. */
  confirmedAt: p.datetime().nullable(),
  /** The half minute, since 1970, of the last code that was accepted: neither it nor an earlier one is accepted again. */
  lastStep: p.integer().default(0),
  /** SHA-256 of the recovery codes that are left. */
  recoveryHashes: p.array().columnType('text[]').defaultRaw(`'{}'`),
};

export const secondFactorPersonal = {
  sealedSecret: 'credential',
  confirmedAt: 'none',
  lastStep: 'trace',
  recoveryHashes: 'credential',
} as const;

/** Purpose under which the secret is sealed. */
export const secondFactorPurpose = 'second-factor';

/** The part that says whether a code is right. */
export interface SecondFactorState {
  readonly id: string;
  readonly sealedSecret: string;
  lastStep: number;
  recoveryHashes: string[];
}
