// The peer of the session check and of signed requests: the least that Hono on Node can do.
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

const app = new Hono();
app.get('/', c => c.body(null, 204));
app.post('/', async c => {
  await c.req.arrayBuffer();
  return c.body(null, 204);
});
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
  process.stdout.write(`${JSON.stringify({ event: 'listening', origin: `http://localhost:${port}` })}\n`);
});
