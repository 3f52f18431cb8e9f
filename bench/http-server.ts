// The served side of the HTTP bench, in a process of its own so that its processor time can be told from the load's.
import { openServer } from '#app/server/start.ts';
import { serve } from '#app/server/serve.ts';
import { join } from 'node:path';

const dataDir = process.argv[2]!;
const server = await openServer({ dataDir, database: undefined, keyFile: join(dataDir, 'master.key') });
const app = await serve(server.kervan, { host: '127.0.0.1', port: 0, trustedProxies: [], log: false, secureCookie: false });
const address = app.server.address();
console.log(`port ${typeof address === 'object' && address ? address.port : 0}`);
process.on('SIGTERM', () => process.exit(0));
