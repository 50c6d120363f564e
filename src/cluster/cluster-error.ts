/** PostgreSQL could not be started or reached; the sentence says what to do about it. */
export class ClusterError extends Error {
  override readonly name = 'ClusterError';
}
