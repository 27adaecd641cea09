import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { withoutConfiguration } from './bare-environment.ts';
import { type AwsProgram, type Connection, type Input, type Outcome, serviceOf } from './client.ts';

const COMMAND = '/usr/bin/aws';

/** Debian's AWS CLI, a process a command, as people run it. */
export class AwsCli implements AwsProgram {
  readonly name = 'aws-cli';
  readonly version: string;

  private constructor(version: string) {
    this.version = version;
  }

  static async start(): Promise<AwsCli> {
    const { printed = '' } = await run(['--version'], {});
    return new AwsCli(printed.split(' ')[0]?.replace('aws-cli/', '') ?? '');
  }

  call(to: Connection, operation: string, input: Input = {}): Promise<Outcome> {
    return this.command(to, [serviceOf(operation), kebab(operation), ...flags(input)]);
  }

  pages(to: Connection, operation: string, pageSize: number, input: Input = {}): Promise<Outcome> {
    return this.call(to, operation, { ...input, PageSize: pageSize });
  }

  waitForUser(to: Connection, userName: string): Promise<Outcome> {
    return this.command(to, ['iam', 'wait', 'user-exists', '--user-name', userName]);
  }

  /** Whatever people type behind `aws`. */
  command(
    { endpoint, credentials, ca, region = 'eu-central-1', attempts }: Connection,
    words: string[],
    env: Record<string, string> = {},
  ): Promise<Outcome> {
    const more = ['--endpoint-url', endpoint, '--region', region];
    if (ca !== undefined) more.push('--ca-bundle', ca);
    if (credentials === undefined && !words.includes('--profile')) more.push('--no-sign-request');
    return run([...words, ...more], {
      ...env,
      ...(attempts !== undefined && { AWS_MAX_ATTEMPTS: String(attempts) }),
      ...(credentials && {
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      }),
      ...(credentials?.sessionToken && { AWS_SESSION_TOKEN: credentials.sessionToken }),
    });
  }

  async stop(): Promise<void> {}
}

/** `VirtualMFADeviceName` -> `virtual-mfa-device-name` */
function kebab(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])/g, '$1$3-$2$4').toLowerCase();
}

function flags(input: Input): string[] {
  return Object.entries(input).flatMap(([name, value]) => {
    const flag = `--${kebab(name)}`;
    if (typeof value === 'boolean') return [value ? flag : flag.replace('--', '--no-')];
    return [flag, typeof value === 'object' ? JSON.stringify(value) : String(value)];
  });
}

async function run(words: string[], env: Record<string, string>): Promise<Outcome> {
  const child = spawn(COMMAND, words, { env: withoutConfiguration(env), stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  const [printed, complained, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  const came = { status, printed, complained };
  if (status === 0) return { ...came, output: read(printed) };
  const [, code, message] =
    /An error occurred \((\w+)\) when calling the \w+ operation(?: \([^)]*\))?: ([\s\S]*)\n$/.exec(
      complained,
    ) ?? [];
  const error = { code: code ?? `exit ${status}`, message: message ?? complained, exception: undefined };
  return { ...came, output: {}, error };
}

function read(printed: string): Record<string, unknown> {
  return printed.startsWith('{') ? JSON.parse(printed) : {};
}
