import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let home: string | undefined;

/** An environment without anything that a developer set up for AWS: no keys, no profiles, no proxies, no pager. */
export function withoutConfiguration(more: Record<string, string> = {}): Record<string, string> {
  if (home === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'sallyport-home-'));
    home = folder;
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  }
  return {
    PATH: '/usr/bin:/bin',
    HOME: home,
    LC_ALL: 'C.UTF-8',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PAGER: '',
    ...more,
  };
}
