// The yardstick of a command over HTTP: the bare write, done by a server that knows nobody and checks nothing.
import fastify from 'fastify';
import pg from 'pg';
import { bare } from './ledger.ts';
import { schema } from './world.ts';

const pool = new pg.Pool({ connectionString: process.argv[2]!, max: 4 });
pool.on('connect', (client) => void client.query(`set search_path to ${schema}, kervan, extensions`));
const app = fastify();
app.post('/', async () => {
  const client = await pool.connect();
  try {
    await bare(client);
  } finally {
    client.release();
  }
  return [{ outcome: 'applied' }];
});
await app.listen({ host: '127.0.0.1', port: 0 });
const address = app.server.address();
console.log(`port ${typeof address === 'object' && address ? address.port : 0}`);
process.on('SIGTERM', () => process.exit(0));
