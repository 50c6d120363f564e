/** The code of a failed system call (`ENOENT`), or null for any other thrown thing. */
export function errorCode(error: unknown): string | null {
  // No instanceof: what the file system throws inside Jest is another realm's Error.
  const isCoded = typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string';
  return isCoded ? String(error.code) : null;
}
