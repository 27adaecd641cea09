import jsQR from 'jsqr';
import type { Locator } from 'playwright-core';
import { PNG } from 'pngjs';

/** Reads a QR code as a phone does: from the pixels on the screen. */
export async function readQrCode(picture: Locator): Promise<string> {
  await picture.waitFor();
  const { data, width, height } = PNG.sync.read(await picture.screenshot());
  const code = jsQR(new Uint8ClampedArray(data), width, height);
  if (!code) throw new Error(`no QR code in a picture of ${width} by ${height} pixels`);
  return code.data;
}
