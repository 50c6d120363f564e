/** Points have four decimals. */
export const rounded = (points: number): number => Math.round(points * 10_000) / 10_000;
