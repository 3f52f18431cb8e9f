import type pg from 'pg';

/**
 * Begins a new epoch of a mission's feeds; run by the owner after a restore or a move to another cluster, whose
 * transaction numbers mean nothing here. Every stamped row is stamped anew, so that none lies beyond the horizon, and
 * every device reads its feeds from the beginning. Events that the relay had handed on stay handed on.
 */
export async function beginEpoch(owner: Pick<pg.ClientBase, 'query'>, schema: string): Promise<void> {
  const at = `"${schema}"`;
  await owner.query('begin');
  try {
    await owner.query(`
      update ${at}.events e set changed_xid = '1'
        from ${at}.feed_marks m where m.name = 'events' and (e.changed_xid, e.id::text) <= (m.xid, m.row_id)`);
    await owner.query(`update ${at}.events set changed_xid = pg_current_xact_id() where changed_xid <> '1'`);
    await owner.query(`update ${at}.feed_marks set xid = '1', row_id = 'ffffffff-ffff-ffff-ffff-ffffffffffff'`);
    const tables = await owner.query<{ name: string }>(
      `
      select table_name as name from information_schema.columns
       where table_schema = $1 and column_name = 'changed_xid' and table_name not in ('events', 'feed_departures')`,
      [schema],
    );
    for (const { name } of tables.rows) await owner.query(`update ${at}."${name}" set changed_xid = pg_current_xact_id()`);
    await owner.query(`delete from ${at}.feed_departures`);
    await owner.query(`update ${at}.feed_generations set floor_xid = '0'`);
    await owner.query(`update ${at}.feed_epochs set epoch = gen_random_uuid(), began_at = now()`);
    await owner.query('commit');
  } catch (error) {
    await owner.query('rollback').catch(() => undefined);
    throw error;
  }
}
