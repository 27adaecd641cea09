import { GATEWAY, memory, type Server, startServer } from './processes.ts';
import { type Line, median } from './report.ts';

/** From starting the process to its first answer from the store, and the memory it then holds. */
export async function startUp(dataDir: string): Promise<Line[]> {
  const gateway = { first: [] as number[], memory: [] as number[] };
  const bare: number[] = [];
  for (let round = 0; round < 5; round++) {
    await timed(bare, [`${import.meta.dirname}/bare-hono.ts`], '/', {}, async () => undefined);
    await timed(
      gateway.first,
      GATEWAY,
      '/healthz',
      { MODE: 'development', PORT: '0', DATA_DIR: dataDir },
      async server => gateway.memory.push(memory(server.pid)),
    );
  }
  const first = median(gateway.first);
  const resident = Math.max(...gateway.memory);
  return [
    {
      what: 'start to first answer',
      figure: `${first.toFixed(0)} ms`,
      beside: `bare Hono: ${median(bare).toFixed(0)} ms`,
      limit: { text: 'under 300 ms', holds: first < 300 },
    },
    {
      what: 'memory after the start',
      figure: `${resident.toFixed(0)} MB`,
      beside: '',
      limit: { text: 'under 110 MB', holds: resident < 110 },
    },
  ];
}

async function timed(
  times: number[],
  program: string[],
  path: string,
  env: Record<string, string>,
  then: (server: Server) => Promise<unknown>,
): Promise<void> {
  const began = performance.now();
  const server = await startServer(program, env);
  await fetch(server.origin.replace('localhost', '127.0.0.1') + path);
  times.push(performance.now() - began);
  await then(server);
  await server.stop();
}
