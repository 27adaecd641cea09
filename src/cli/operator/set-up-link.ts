import { parseArgs } from 'node:util';
import { digest, random } from '../../adapters/crypto/node.ts';
import { issueSetUpToken, SET_UP_LIFETIME } from '../../core/account/set-up.ts';
import { configuration, onHost } from './host.ts';

/** A link for the first account: in development the server prints one by itself, in production this does. */
export async function setUpLink(parameters: string[]): Promise<number> {
  const options = { d1: { type: 'boolean' }, origin: { type: 'string' } } as const;
  const { values } = parseArgs({ args: parameters, options });
  if (values.d1) return linkForD1(values.origin);
  const config = configuration();
  if (config === undefined) return 252;
  process.stdout.write(`${link(config.origin, await onHost(config, issueSetUpToken))}\n`);
  return 0;
}

/** D1 is out of reach from here; wrangler carries the statement there. */
async function linkForD1(origin: string | undefined): Promise<number> {
  if (origin === undefined || !URL.canParse(origin)) {
    process.stderr.write(
      'sallyport: --origin: the address that browsers use, like https://auth.example.com\n',
    );
    return 252;
  }
  const token = random.token();
  const hash = await digest.sha256(token);
  const expiresAt = Date.now() + SET_UP_LIFETIME;
  const sql = `DELETE FROM set_up_tokens; INSERT INTO set_up_tokens (token_hash, expires_at) VALUES ('${hash}', ${expiresAt})`;
  process.stdout.write(`${JSON.stringify({ Link: link(new URL(origin).origin, token), Sql: sql })}\n`);
  return 0;
}

function link(origin: string | undefined, token: string): string {
  return `${origin}/set-up#${token}`;
}
