import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface PrivateCa {
  /** What clients are given to trust. */
  readonly file: string;
  /** Of `localhost`, signed by the CA. */
  readonly certificate: string;
  readonly key: string;
  remove(): void;
}

/** A certification authority of this test alone, and a server's certificate that it signed: made by openssl. */
export function makePrivateCa(): PrivateCa {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-ca-'));
  const openssl = (...parameters: string[]) =>
    execFileSync('openssl', parameters, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const ca = ['-x509', '-days', '2', '-subj', '/CN=Private CA', '-keyout', 'ca.key', '-out', 'ca.pem'];
  const usage = ['-addext', 'keyUsage=critical,keyCertSign,cRLSign'];
  openssl('req', ...newKey, ...ca, ...usage);
  openssl('req', ...newKey, '-subj', '/CN=localhost', '-keyout', 'server.key', '-out', 'server.csr');
  writeFileSync(join(folder, 'names'), 'subjectAltName=DNS:localhost\n');
  const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'names'];
  openssl('x509', '-req', '-in', 'server.csr', ...signed, '-days', '2', '-out', 'server.pem');
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  return {
    file: join(folder, 'ca.pem'),
    certificate: text('server.pem'),
    key: text('server.key'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
