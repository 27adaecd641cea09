/**
 * How a command ends that does not succeed. The codes are the AWS CLI's, because scripts know them:
 * 252 what was asked makes no sense and nothing was sent, 253 the configuration is missing or unreadable,
 * 254 the gateway refused, 255 anything else.
 */
export class Failure {
  readonly exitCode: 252 | 253 | 254 | 255;
  readonly message: string;

  constructor(exitCode: Failure['exitCode'], message: string) {
    this.exitCode = exitCode;
    this.message = message;
  }
}

export function misuse(message: string): Failure {
  return new Failure(252, message);
}

export function misconfigured(message: string): Failure {
  return new Failure(253, message);
}
