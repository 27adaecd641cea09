import type { AwsError } from '../aws-error.ts';
import type { Service } from '../sigv4/scope.ts';
import { FAULT_NAMESPACE, NAMESPACES, type QueryAction } from './catalogue.ts';
import { document, element, text } from './xml.ts';

/** What both kinds of answer carry. */
export interface Envelope {
  readonly requestId: string;
  /** Epoch milliseconds: clients set their clock by the answer's date. */
  readonly now: number;
  readonly service: Service;
  readonly headers: Readonly<Record<string, string>>;
}

/** An action without members in its output has no Result element, and clients look for none (contract section 1). */
export function succeeded({ action, output }: QueryAction, result: unknown, envelope: Envelope): Response {
  const content = {
    ...(output.members.size > 0 && { [`${action.name}Result`]: element(result, output) }),
    ResponseMetadata: { RequestId: envelope.requestId },
  };
  return respond(200, document(`${action.name}Response`, NAMESPACES[envelope.service], content), envelope);
}

/** Clients read nothing but XML here: whatever goes wrong, they find a code and a message. */
export function refused({ status, code, message }: AwsError, envelope: Envelope): Response {
  const namespace = code === 'InvalidAction' ? FAULT_NAMESPACE : NAMESPACES[envelope.service];
  const content = {
    Error: { Type: status < 500 ? 'Sender' : 'Receiver', Code: code, Message: text(message) },
    RequestId: envelope.requestId,
  };
  return respond(status, document('ErrorResponse', namespace, content), envelope);
}

function respond(status: number, body: string, { requestId, now, headers }: Envelope): Response {
  return new Response(body, {
    status,
    headers: {
      ...headers,
      'content-type': 'text/xml',
      'x-amzn-requestid': requestId,
      date: new Date(now).toUTCString(),
    },
  });
}
