import { base64 } from '@scure/base';
import { encode as encodePng } from 'fast-png';
import { encode } from 'uqr';

/** Pixels of a module: cameras read it from a screen and from paper. */
const SIDE = 8;
/** Modules of white around it, as ISO/IEC 18004 wants. */
const QUIET_ZONE = 4;

/** The text as a QR code: a PNG of one bit a pixel, in base64. */
export function qrCodePng(text: string): string {
  const { data: modules } = encode(text, { ecc: 'M', border: QUIET_ZONE });
  const side = modules.length * SIDE;
  const bytesOfLine = Math.ceil(side / 8);
  // A module is a byte wide: 0x00 is black.
  const pixels = new Uint8Array(bytesOfLine * side);
  for (let y = 0; y < side; y++) {
    const row = modules[Math.floor(y / SIDE)] ?? [];
    pixels.set(
      row.map(dark => (dark ? 0x00 : 0xff)),
      y * bytesOfLine,
    );
  }
  const png = encodePng({ width: side, height: side, data: pixels, depth: 1, channels: 1 });
  return base64.encode(png);
}
