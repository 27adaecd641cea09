import { type CodeOptions, code, currentStep } from './oathtool.ts';

export interface CodePair {
  AuthenticationCode1: string;
  AuthenticationCode2: string;
}

/**
 * An authenticator app in someone's hand. Its clock may run ahead: every accepted code is followed by the next step,
 * and the gateway follows a drift of one step per success, so no test waits for the wall clock.
 */
export class TokenDevice {
  readonly serialNumber: string;
  readonly secret: string;
  readonly options: CodeOptions;
  private lastStep = Number.NEGATIVE_INFINITY;
  private drift = 0;

  constructor(serialNumber: string, secret: string, options: CodeOptions = {}) {
    this.serialNumber = serialNumber;
    this.secret = secret;
    this.options = options;
  }

  codeAt(step: number): Promise<string> {
    return code(this.secret, step, this.options);
  }

  /** The middle of the gateway's window for this device. */
  centre(): number {
    return this.now() + this.drift;
  }

  /** The step that the gateway is sure to accept next: later than the last one, and inside its window. */
  nextStep(): number {
    return Math.max(this.lastStep + 1, this.centre());
  }

  next(): Promise<string> {
    return this.codeAt(this.nextStep());
  }

  /** Tells the device that the gateway has accepted the code of this step. */
  accepted(step: number): void {
    this.lastStep = step;
    this.drift = step - this.now();
  }

  /** The step that a device of this kind with a right clock shows. */
  now(): number {
    return currentStep(this.options.period);
  }

  /** Two codes one after the other, the first of this step. */
  async pairAt(step: number): Promise<CodePair> {
    return {
      AuthenticationCode1: await this.codeAt(step),
      AuthenticationCode2: await this.codeAt(step + 1),
    };
  }

  /** Hands the next code to a request and counts it as spent when the answer is a success. */
  async spend<Result extends { status: number }>(
    request: (code: string) => Promise<Result>,
  ): Promise<Result> {
    const step = this.nextStep();
    const answer = await request(await this.codeAt(step));
    if (answer.status === 200) this.accepted(step);
    return answer;
  }

  /** Codes that fit no step anywhere near the present. */
  async wrongCodes(count: number): Promise<string[]> {
    const base = this.nextStep();
    const near = await Promise.all(Array.from({ length: 21 }, (_, index) => this.codeAt(base - 10 + index)));
    const codes: string[] = [];
    for (let number = 100_000; codes.length < count; number += 7_919) {
      const candidate = String(number % 1_000_000).padStart(this.options.digits ?? 6, '0');
      if (!near.includes(candidate)) codes.push(candidate);
    }
    return codes;
  }

  async wrongCode(): Promise<string> {
    const [wrong = ''] = await this.wrongCodes(1);
    return wrong;
  }
}
