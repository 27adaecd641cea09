import type { OutgoingHttpHeaders } from 'node:http';
import { type Answer, Client } from './client.ts';
import type { APIKey } from './contract.ts';
import { data } from './envelope.ts';
import type { Gateway } from './gateway.ts';
import type { Person } from './people.ts';

/** A program with an API key: no cookies, no Origin, nothing that a browser would send. */
export class KeyClient {
  readonly key: APIKey;
  private readonly client: Client;

  constructor(place: Pick<Gateway, 'origin' | 'address'>, key: APIKey) {
    this.client = new Client(place);
    this.key = key;
  }

  action<Data>(name: string, input: unknown = {}, headers: OutgoingHttpHeaders = {}): Promise<Answer<Data>> {
    return this.client.send<Data>({
      method: 'POST',
      path: `/api/actions/${name}`,
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${this.key.Secret}`,
        ...headers,
      },
      body: JSON.stringify(input),
    });
  }
}

/** Makes a key in somebody's console, for another person where `more` names one. */
export async function createKey(gateway: Gateway, maker: Person, more: object = {}): Promise<KeyClient> {
  const input = { Name: 'a program', ...more };
  const answer = await maker.client.action<{ APIKey: APIKey }>('CreateAPIKey', input);
  return new KeyClient(gateway, data(answer).APIKey);
}
