import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { withoutConfiguration } from './bare-environment.ts';
import { type AwsProgram, type Connection, type Input, type Outcome, serviceOf } from './client.ts';

/** Debian's boto3 in one process of Python: a job a line, an outcome a line, in order. */
export class Boto3 implements AwsProgram {
  readonly name = 'boto3';
  readonly version: string;
  private readonly python: ChildProcess;
  private readonly answers: AsyncIterator<string>;
  private last: Promise<unknown> = Promise.resolve();

  private constructor(python: ChildProcess, answers: AsyncIterator<string>, version: string) {
    this.python = python;
    this.answers = answers;
    this.version = version;
  }

  static async start(): Promise<Boto3> {
    const worker = [import.meta.dirname, 'boto3-worker.py'].join('/');
    const stdio = ['pipe', 'pipe', 'inherit'] as const;
    const python = spawn('/usr/bin/python3', [worker], { env: withoutConfiguration(), stdio: [...stdio] });
    process.once('exit', () => python.kill('SIGKILL'));
    if (!python.stdout) throw new Error('Python has no output');
    const answers = createInterface({ input: python.stdout })[Symbol.asyncIterator]();
    const { version } = JSON.parse((await answers.next()).value ?? '{}');
    return new Boto3(python, answers, version);
  }

  call(to: Connection, operation: string, input: Input = {}): Promise<Outcome> {
    return this.work({ does: 'call', operation, input }, to);
  }

  pages(to: Connection, operation: string, pageSize: number, input: Input = {}): Promise<Outcome> {
    return this.work({ does: 'pages', operation, pageSize, input }, to);
  }

  waitForUser(to: Connection, UserName: string): Promise<Outcome> {
    return this.work({ does: 'wait', operation: 'GetUser', input: { UserName } }, to);
  }

  /** An address that anybody can open for as long as the signature is good. */
  async presign(to: Connection, operation: string): Promise<string> {
    const { output } = await this.work({ does: 'presign', operation, input: {} }, to);
    return String(output.Url);
  }

  async stop(): Promise<void> {
    this.python.kill();
  }

  private work(job: { operation: string; [more: string]: unknown }, to: Connection): Promise<Outcome> {
    const line = JSON.stringify({ ...job, to: { ...to, service: serviceOf(job.operation) } });
    const answer = this.last.then(async () => {
      this.python.stdin?.write(`${line}\n`);
      const { value, done } = await this.answers.next();
      if (done) throw new Error('Python ended');
      return JSON.parse(value) as Outcome;
    });
    this.last = answer.catch(() => {});
    return answer;
  }
}
