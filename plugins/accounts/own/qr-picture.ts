import { encode } from 'uqr';
import { z } from 'zod';

export const QrPicture = z.object({ size: z.int(), path: z.string() });

/** A QR code as one path of squares in a picture of `size` units each way, for apps to read from the screen. */
export function qrPicture(text: string): z.output<typeof QrPicture> {
  const { size, data } = encode(text, { border: 4, ecc: 'M' });
  const rows = data.map((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')).join(''));
  return { size, path: rows.join('') };
}
