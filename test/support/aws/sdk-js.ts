import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { createRequire } from 'node:module';
import * as iam from '@aws-sdk/client-iam';
import * as sts from '@aws-sdk/client-sts';
import { type AwsProgram, type Connection, type Input, type Outcome, serviceOf } from './client.ts';

type Send = (command: unknown) => Promise<Record<string, unknown>>;
type CommandClass = new (input: Input) => unknown;
type Paginate = (config: object, input: Input) => AsyncIterable<Record<string, unknown>>;

const { version } = createRequire(import.meta.url)('@aws-sdk/client-iam/package.json');

/** The SDK has no word for requests without a signature. */
const UNSIGNED = {
  credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  signer: { sign: async <Request>(request: Request) => request },
};

/** AWS's SDK for JavaScript, version 3. */
export class SdkJs implements AwsProgram {
  readonly name = 'sdk-js';
  readonly version: string = version;
  private readonly clients = new Map<string, iam.IAMClient | sts.STSClient>();

  call(to: Connection, operation: string, input: Input = {}): Promise<Outcome> {
    const service = serviceOf(operation) === 'iam' ? iam : sts;
    const Command = (service as unknown as Record<string, CommandClass>)[`${operation}Command`];
    if (Command === undefined) throw new Error(`The SDK has no ${operation}`);
    const client = this.clientFor(to, operation);
    return outcome(() => (client.send.bind(client) as Send)(new Command(input)));
  }

  pages(to: Connection, operation: string, pageSize: number, input: Input = {}): Promise<Outcome> {
    const paginate = (iam as unknown as Record<string, Paginate>)[`paginate${operation}`];
    if (paginate === undefined) throw new Error(`The SDK has no pages of ${operation}`);
    return outcome(async () => {
      const joined: Record<string, unknown> = {};
      for await (const page of paginate({ client: this.clientFor(to, operation), pageSize }, input)) {
        for (const [name, value] of Object.entries(page)) {
          if (Array.isArray(value)) joined[name] = [...((joined[name] as unknown[]) ?? []), ...value];
        }
      }
      return joined;
    });
  }

  waitForUser(to: Connection, UserName: string): Promise<Outcome> {
    const client = this.clientFor(to, 'GetUser') as iam.IAMClient;
    return outcome(async () => ({
      ...(await iam.waitUntilUserExists({ client, maxWaitTime: 5 }, { UserName })),
    }));
  }

  async stop(): Promise<void> {
    for (const client of this.clients.values()) client.destroy();
  }

  private clientFor(to: Connection, operation: string): iam.IAMClient | sts.STSClient {
    const service = serviceOf(operation);
    const name = JSON.stringify([service, to]);
    const made = this.clients.get(name);
    if (made) return made;
    const { endpoint, credentials, ca, region = 'eu-central-1', attempts } = to;
    const config = {
      ...{ endpoint, region },
      ...(attempts !== undefined && { maxAttempts: attempts }),
      ...(credentials ? { credentials } : UNSIGNED),
      ...(ca !== undefined && { requestHandler: { httpsAgent: new Agent({ ca: readFileSync(ca) }) } }),
    };
    const client = service === 'iam' ? new iam.IAMClient(config) : new sts.STSClient(config);
    this.clients.set(name, client);
    return client;
  }
}

async function outcome(ask: () => Promise<Record<string, unknown>>): Promise<Outcome> {
  try {
    return { output: await ask() };
  } catch (failed) {
    if (!(failed instanceof Error)) throw failed;
    const { name, message } = failed;
    const { Code } = failed as { Code?: string };
    const modelled = name in iam || name in sts;
    return { output: {}, error: { code: Code ?? name, message, exception: modelled ? name : undefined } };
  }
}
