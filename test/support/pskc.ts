import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { requireProgram } from './programs.ts';

const run = promisify(execFile);

export interface PskcKey {
  serial: string;
  /** Hexadecimal. */
  secret: string;
  algorithm_suite?: string;
  response_length?: number;
  time_interval?: number;
}

export interface PskcProtection {
  /** Short names of python-pskc: aes128-cbc, kw-aes256, ... */
  algorithm?: string;
  mac?: string;
  /** Hexadecimal. */
  preSharedKey?: string;
  password?: string;
  iterations?: number;
  prf?: string;
}

const PROGRAM = `
import json, sys
from binascii import a2b_hex
from pskc import PSKC
keys, how = json.loads(sys.argv[1])
pskc = PSKC()
for key in keys:
    key['secret'] = a2b_hex(key['secret'])
    pskc.add_key(id=key['serial'], algorithm='urn:ietf:params:xml:ns:keyprov:pskc:totp',
                 response_encoding='DECIMAL', manufacturer='Schl\\u00fcssel & S\\u00f6hne', **key)
if 'preSharedKey' in how:
    pskc.encryption.setup_preshared_key(key=a2b_hex(how['preSharedKey']), algorithm=how.get('algorithm'), key_name='transport')
if 'password' in how:
    pskc.encryption.setup_pbkdf2(how['password'], iterations=how.get('iterations', 1000), algorithm=how.get('algorithm'), prf=how.get('prf'))
if 'mac' in how:
    pskc.mac.setup(algorithm=how['mac'])
pskc.write(sys.stdout)
`;

/** An inventory as python-pskc writes it, which shares nothing with the product. */
export async function pskcFile(keys: readonly PskcKey[], how: PskcProtection = {}): Promise<string> {
  // Debian's python-pskc belongs to Debian's Python, which need not be the first one on the PATH.
  const [, python = 'python3'] = /^#!(\S+)/.exec(readFileSync(requireProgram('csv2pskc'), 'utf8')) ?? [];
  const { stdout } = await run(python, ['-c', PROGRAM, JSON.stringify([keys, how])], {
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
  });
  return stdout;
}
