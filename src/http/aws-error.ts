/** What AWS clients are told when a request is refused: a code that they know, its status, a sentence. */
export class AwsError {
  readonly code: string;
  readonly status: number;
  readonly message: string;

  constructor(status: number, code: string, message: string) {
    this.status = status;
    this.code = code;
    this.message = message;
  }
}
