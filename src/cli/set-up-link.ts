import { parseArgs } from 'node:util';
import { digest, random } from '../adapters/crypto/node.ts';
import { issueSetUpToken, SET_UP_LIFETIME } from '../core/account/set-up.ts';
import { configuration, onHost } from './host.ts';

/** A link for the first account: in development the server prints one by itself, in production this does. */
export async function setUpLink(parameters: string[]): Promise<number> {
  const { values } = parseArgs({ args: parameters, options: { d1: { type: 'boolean' } } });
  const config = configuration();
  if (config === undefined) return 252;
  const link = (token: string) => `${config.origin}/set-up#${token}`;
  if (!values.d1) {
    process.stdout.write(`${link(await onHost(config, issueSetUpToken))}\n`);
    return 0;
  }
  const token = random.token();
  const hash = await digest.sha256(token);
  const sql = `DELETE FROM set_up_tokens; INSERT INTO set_up_tokens (token_hash, expires_at) VALUES ('${hash}', ${Date.now() + SET_UP_LIFETIME})`;
  process.stdout.write(`${JSON.stringify({ Link: link(token), Sql: sql })}\n`);
  return 0;
}
