// Reads one inventory and says how many tokens, how long, and how much memory at the most.
import { createReadStream } from 'node:fs';
import { tokenCiphers } from '../../src/adapters/crypto/token-ciphers-node.ts';
import { readTokens } from '../../src/core/inventory/read.ts';

const [file = '', key] = process.argv.slice(2);
const began = performance.now();
let tokens = 0;
const keys = key === undefined ? {} : { preSharedKey: Buffer.from(key, 'hex') };
for await (const read of readTokens(createReadStream(file), keys, tokenCiphers, Date.now())) {
  if ('token' in read) tokens += 1;
}
const seconds = (performance.now() - began) / 1000;
const megabytes = process.resourceUsage().maxRSS / 1000;
process.stdout.write(JSON.stringify({ tokens, seconds, megabytes }));
