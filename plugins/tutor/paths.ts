/** Where the hints at a place of work lie, and are asked for. */
export const hintsPath = (base: string) => `${base}/hint-requests`;
