import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { TokenDevice } from '../token-device.ts';
import { type AwsProgram, type Connection, done } from './client.ts';

type Method = 'Base32StringSeed' | 'QRCodePNG';

/** Makes a virtual device and sets up an authenticator with the seed, or with the picture as a phone does. */
export async function bootstrap(
  program: AwsProgram,
  to: Connection,
  VirtualMFADeviceName: string,
  method: Method,
): Promise<TokenDevice> {
  const made = await (program.name === 'aws-cli'
    ? intoFile(program, to, VirtualMFADeviceName, method)
    : fromAnswer(program, to, VirtualMFADeviceName, method));
  const { serialNumber, bytes } = made;
  return new TokenDevice(serialNumber, method === 'QRCodePNG' ? scan(bytes) : bytes.toString('ascii'));
}

/** The CLI writes what it was given into a file and prints the rest. */
async function intoFile(program: AwsProgram, to: Connection, VirtualMFADeviceName: string, method: Method) {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-bootstrap-'));
  try {
    const Outfile = join(folder, 'out');
    const input = { VirtualMFADeviceName, Outfile, BootstrapMethod: method };
    const { VirtualMFADevice } = done(await program.call(to, 'CreateVirtualMFADevice', input));
    const { SerialNumber } = VirtualMFADevice as { SerialNumber: string };
    return { serialNumber: SerialNumber, bytes: readFileSync(Outfile) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function fromAnswer(program: AwsProgram, to: Connection, VirtualMFADeviceName: string, method: Method) {
  const made = done(await program.call(to, 'CreateVirtualMFADevice', { VirtualMFADeviceName }));
  const device = made.VirtualMFADevice as Record<'SerialNumber', string> &
    Record<Method, string | Uint8Array>;
  const blob = device[method];
  // Bytes of the SDK; those of Python came here as base64.
  const bytes = typeof blob === 'string' ? Buffer.from(blob, 'base64') : Buffer.from(blob);
  return { serialNumber: device.SerialNumber, bytes };
}

function scan(picture: Buffer): string {
  const { data, width, height } = PNG.sync.read(picture);
  const code = jsQR(new Uint8ClampedArray(data), width, height);
  const secret = code && new URL(code.data).searchParams.get('secret');
  if (!secret) throw new Error(`no secret in a picture of ${width} by ${height} pixels`);
  return secret;
}
