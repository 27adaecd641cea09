import { Agent, request } from 'node:http';

export interface Target {
  readonly origin: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent by POST, where there is one. */
  readonly body?: string;
}

/** Sends `count` requests over `connections` kept-alive connections; returns the time of each, milliseconds. */
export async function load(target: Target, count: number, connections: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let left = count;
  const worker = async () => {
    while (left-- > 0) times.push(await one(target, agent));
  };
  await Promise.all(Array.from({ length: connections }, worker));
  agent.destroy();
  return times;
}

function one({ origin, path, headers, body }: Target, agent: Agent): Promise<number> {
  const began = performance.now();
  const method = body === undefined ? 'GET' : 'POST';
  return new Promise((done, failed) => {
    const sent = request(
      `${origin.replace('localhost', '127.0.0.1')}${path}`,
      { method, agent, headers },
      answer => {
        if (answer.statusCode !== 200 && answer.statusCode !== 204)
          failed(new Error(`${path}: ${answer.statusCode}`));
        answer.resume().on('end', () => done(performance.now() - began));
      },
    );
    sent.on('error', failed).end(body);
  });
}
