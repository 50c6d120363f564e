/** Another run judges the submission now, or it is judged: what this one found counts for nothing. */
export class LostClaim extends Error {
  override readonly name = 'LostClaim';
}
