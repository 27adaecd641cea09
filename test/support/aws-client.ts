import { AwsV4Signer } from 'aws4fetch';
import { XMLParser } from 'fast-xml-parser';
import type { AccessKey } from './access-keys.ts';
import { Client } from './client.ts';
import type { Gateway } from './gateway.ts';

export const VERSIONS = { iam: '2010-05-08', sts: '2011-06-15' };
export const FORM = 'application/x-www-form-urlencoded';

/** A request as it goes over the wire, after it was signed. */
export interface Signed {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
}

export interface QueryAnswer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
  /** The element below the root that holds the answer; undefined where there is none. */
  readonly result: unknown;
  readonly error: { readonly Type: string; readonly Code: string; readonly Message: string } | undefined;
  readonly requestId: string;
}

export interface Asking {
  readonly service?: 'iam' | 'sts';
  readonly path?: string;
  readonly region?: string;
  /** In the address instead of the headers. */
  readonly presigned?: boolean;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Record<string, string>;
  readonly sessionToken?: string;
  /** `20260102T030405Z` */
  readonly datetime?: string;
}

const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false });

/** A client of AWS's Query API with a key, signing as aws4fetch does. Its requests can be altered before they are sent. */
export class AwsClient {
  readonly gateway: Gateway;
  readonly key: AccessKey | undefined;

  constructor(gateway: Gateway, key?: AccessKey) {
    this.gateway = gateway;
    this.key = key;
  }

  async action(name: string, input: Record<string, string> = {}, asking: Asking = {}): Promise<QueryAnswer> {
    return this.send(await this.sign(name, input, asking));
  }

  sign(name: string, input: Record<string, string> = {}, asking: Asking = {}): Promise<Signed> {
    const text = new URLSearchParams({ Action: name, Version: VERSIONS[asking.service ?? 'iam'], ...input });
    return this.signText(text.toString(), asking);
  }

  /** Signs parameters as they are written: in the body, or in the address of a GET. */
  async signText(text: string, asking: Asking = {}): Promise<Signed> {
    const {
      service = 'iam',
      path = '/',
      region = 'us-east-1',
      presigned = false,
      sessionToken,
      datetime,
    } = asking;
    const { method = presigned ? 'GET' : 'POST', headers = {} } = asking;
    const inBody = method === 'POST' && !presigned;
    const url = `${this.gateway.address}${path}${inBody ? '' : `?${text}`}`;
    const unsigned = { ...(inBody && { 'content-type': FORM }), ...headers };
    const body = inBody ? text : undefined;
    if (this.key === undefined) return { method, path: pathOf(new URL(url)), headers: unsigned, body };
    const signer = new AwsV4Signer({
      ...this.key,
      ...(sessionToken !== undefined && { sessionToken }),
      ...(datetime !== undefined && { datetime }),
      ...(body !== undefined && { body }),
      ...{ url, method, headers: unsigned, service, region, signQuery: presigned, allHeaders: true },
    });
    const signed = await signer.sign();
    return { method, path: pathOf(signed.url), headers: Object.fromEntries(signed.headers), body };
  }

  async send({ method, path, headers, body }: Signed): Promise<QueryAnswer> {
    const host = new URL(this.gateway.address).host;
    const answer = await new Client(this.gateway).send({ method, path, headers: { host, ...headers }, body });
    return read(answer.status, answer.headers, answer.text);
  }
}

export function read(status: number, headers: QueryAnswer['headers'], text: string): QueryAnswer {
  const document = parser.parse(text);
  const [name = ''] = Object.keys(document);
  const root = document[name] ?? {};
  return {
    ...{ status, headers, text },
    result: root[name.replace(/Response$/, 'Result')],
    error: root.Error,
    requestId: root.ResponseMetadata?.RequestId ?? root.RequestId ?? '',
  };
}

function pathOf({ pathname, search }: URL): string {
  return pathname + search;
}
