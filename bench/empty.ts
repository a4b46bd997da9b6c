/** A process that holds an embedded database and does nothing: what the database alone takes. */
import { openDatabase } from '../src/db/database.ts';
import { createLog } from '../src/lib/log.ts';

const database = await openDatabase({ dataDir: process.env.DATA_DIR ?? '' }, createLog({ level: 'silent' }));
await database.db.selectFrom('requests').select('id').limit(1).execute();
process.stdout.write(`${JSON.stringify({ msg: 'running', port: 1 })}\n`);
process.on('SIGTERM', () => {
  void database.close().then(() => process.exit(0));
});
setInterval(() => undefined, 60_000);
