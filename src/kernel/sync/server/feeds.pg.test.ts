import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { beginEpoch } from '#foundation/db/epoch.ts';
import { depart, resetFeed } from '#foundation/db/departures.repo.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import { feedPage, sampleFeedPage, stamp } from '#foundation/db/stamp.ts';
import type { FeedPage } from '#foundation/db/stamp.ts';
import { defineFeed } from '#foundation/feed.ts';
import { newId } from '#foundation/ids.ts';
import type { Id } from '#foundation/ids.ts';
import { defineModule } from '#foundation/module.ts';
import { handle, serveFeed } from '#foundation/pipeline/context.ts';
import type { ServerRoom } from '#foundation/pipeline/context.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { clearDepartures } from './feeds.repo.ts';
import { pullFeed } from './feeds.ts';
import type { FeedLine } from './feeds.ts';

const Stone = z.strictObject({ id: z.string(), name: z.string(), org: z.string().nullable() });
const stones = defineFeed({ name: 'rock.stones', version: 1, row: Stone, permission: 'rock.see-stones', table: 'stones' });
const page = defineSql('rock.feed-stones', sampleFeedPage, (p: FeedPage) =>
  feedPage<z.infer<typeof Stone>>(p, {
    table: 's',
    columns: sql`s.id, s.name, s.org`,
    from: sql`stones s`,
  }),
);
const put = defineCommand({
  name: 'rock.put-stone',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({ id: z.string(), name: z.string(), org: z.string().nullable() }),
});
const remove = defineCommand({
  name: 'rock.remove-stone',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({ id: z.string() }),
});

const rock: ServerRoom = {
  module: defineModule({ name: 'rock', commands: [put, remove], feeds: [stones], permissions: [{ name: stones.permission }] }),
  commands: [
    handle(put, async (ctx, input) => {
      const was = await ctx.tx.query<{ org: string | null }>('select org from stones where id = $1 for update', [input.id]);
      if (was.rows[0] && was.rows[0].org !== input.org)
        await depart.run(ctx.tx, { rows: [{ feed: stones.name, id: input.id, org: was.rows[0].org }] });
      const text = sql`insert into stones (id, name, org) values (${input.id}, ${input.name}, ${input.org}) on conflict (id) do update set name = excluded.name, org = excluded.org, ${stamp}`;
      await defineSql('rock.put', {}, () => text).run(ctx.tx, {});
      return {};
    }),
    handle(remove, async (ctx, input) => {
      const was = await ctx.tx.query<{ org: string | null }>('delete from stones where id = $1 returning org', [input.id]);
      await depart.run(ctx.tx, { rows: [{ feed: stones.name, id: input.id, org: was.rows[0]!.org }] });
      return {};
    }),
  ],
  feeds: [serveFeed(stones, page, { org: 's.org' })],
};

/** A device's copy of a feed, kept as a device keeps it. */
class Copy {
  readonly rows = new Map<string, unknown>();
  readonly as: Id;
  cursor: string | undefined;
  resets = 0;
  constructor(as: Id) {
    this.as = as;
  }
  async pull(limit = 5_000): Promise<FeedLine[]> {
    const mission_ = mission.kervan.missions.find('test')!;
    const lines = await pullFeed(
      mission.kervan.deps,
      { mission: mission_, credential: { kind: 'internal', userId: this.as } },
      stones.name,
      { cursor: this.cursor, limit },
    );
    for (const line of lines) {
      if (line.t === 'start' && line.reset) {
        this.resets += 1;
        this.rows.clear();
      }
      if (line.t === 'gone') this.rows.delete(line.id);
      if (line.t === 'row') this.rows.set((line.row as { id: string }).id, line.row);
      if (line.t === 'end') this.cursor = line.cursor;
    }
    return lines;
  }
  names(): string[] {
    return [...this.rows.values()].map((row) => (row as { name: string }).name).sort();
  }
  /** Another test's transaction may hold the horizon for a moment. */
  async until(names: string[]): Promise<void> {
    for (let tries = 0; tries < 200 && JSON.stringify(this.names()) !== JSON.stringify(names); tries += 1) {
      await this.pull();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(this.names()).toEqual(names);
  }
}

const [red, blue] = ['11111111-1111-7111-8111-111111111111', '22222222-2222-7222-8222-222222222222'];
let mission: TestMission;
let everyone: Id;
let ofRed: Id;
beforeAll(async () => {
  mission = await openTestMission([rock]);
  await mission.asOwner((client) =>
    client.query(`
    create table stones (id uuid not null, name text not null, org text, changed_xid xid8 not null default pg_current_xact_id(), constraint stones_pkey primary key (id));
    create index stones_changed_xid_idx on stones (changed_xid, id)`),
  );
  await mission.tx((tx) => tx.query(`insert into permissions (name) values ($1) on conflict do nothing`, [stones.permission]));
  everyone = await mission.user({ permissions: [stones.permission] });
  ofRed = await mission.user({ permissions: [stones.permission], scope: { kind: 'org', id: red! } });
});
afterAll(() => mission.close());

const putStone = async (name: string, org: string | null, id = newId()) => {
  await mission.apply(put, { id, name, org });
  return id;
};

describe('a feed', () => {
  it('sends what lies within the reader’s scope, page after page, and then only what changed', async () => {
    for (const name of ['a', 'b', 'c', 'd']) await putStone(name, red!);
    const e = await putStone('e', blue!);
    const [all, some] = [new Copy(everyone), new Copy(ofRed)];
    await all.until(['a', 'b', 'c', 'd', 'e']);
    await some.until(['a', 'b', 'c', 'd']);
    const small = new Copy(everyone);
    expect((await small.pull(2)).at(-1)).toMatchObject({ t: 'end', more: true });
    await small.pull(2);
    await small.pull(2);
    expect([small.names(), small.resets]).toEqual([['a', 'b', 'c', 'd', 'e'], 1]);
    await all.pull();
    await putStone('e2', blue!, e);
    await all.until(['a', 'b', 'c', 'd', 'e2']);
    const quiet = await all.pull();
    expect(quiet.map((line) => line.t)).toEqual(['start', 'end']);
    expect(all.resets).toBe(1);
  });

  it('tells a device that a row is gone, or has left its scope, and nobody else', async () => {
    const [all, some] = [new Copy(everyone), new Copy(ofRed)];
    await all.until(['a', 'b', 'c', 'd', 'e2']);
    await some.until(['a', 'b', 'c', 'd']);
    const [a, b] = ['a', 'b'].map(
      (name) => [...all.rows.values()].find((row) => (row as { name: string }).name === name) as { id: string },
    );
    const e = [...all.rows.values()].find((row) => (row as { name: string }).name === 'e2') as { id: string };
    await mission.apply(remove, { id: a!.id });
    await putStone('b', blue!, b!.id);
    await mission.apply(remove, { id: e.id });
    await some.until(['c', 'd']);
    await all.until(['b', 'c', 'd']);
    // The word about e never reached the one who could not see it.
    const heard = await new Promise<FeedLine[]>((resolve) => resolve(some.pull()));
    expect(JSON.stringify(heard)).not.toContain(e.id);
    await putStone('b', red!, b!.id);
    await some.until(['b', 'c', 'd']);
    expect([all.resets, some.resets]).toEqual([1, 1]);
  });

  it('never passes over a row whose transaction began earlier and commits later', async () => {
    const copy = new Copy(everyone);
    await copy.until(['b', 'c', 'd']);
    const open = await mission.kervan.db.pool.connect();
    try {
      await open.query('begin');
      await open.query('select set_config($1, $2, true)', ['search_path', mission.kervan.missions.find('test')!.schema]);
      await open.query(`insert into stones (id, name, org) values ($1, 'slow', $2)`, [newId(), red]);
      await putStone('swift', red!);
      await copy.pull();
      expect(copy.names()).toEqual(['b', 'c', 'd']);
      await open.query('commit');
    } finally {
      open.release();
    }
    await copy.until(['b', 'c', 'd', 'slow', 'swift']);
  });

  it('is refused to whoever holds the permission nowhere', async () => {
    await expect(new Copy(await mission.user({ permissions: [] })).pull()).rejects.toMatchObject({ code: 'common.not-permitted' });
  });
});

describe('a feed is read anew', () => {
  const names = ['b', 'c', 'd', 'slow', 'swift'];
  it('when the reader’s rights change', async () => {
    const user = await mission.user({ permissions: [stones.permission], scope: { kind: 'org', id: blue! } });
    const copy = new Copy(user);
    await copy.pull();
    expect(copy.names()).toEqual([]);
    await mission.tx(async (tx) => {
      await tx.query(`update assignments set scope_id = $2 where user_id = $1`, [user, red]);
      await tx.query('update users set grants_version = grants_version + 1 where id = $1', [user]);
    });
    await copy.until(names);
    expect(copy.resets).toBe(2);
  });

  it('when its generation was raised', async () => {
    const copy = new Copy(everyone);
    await copy.until(names);
    await mission.tx((tx) => resetFeed.run(tx, { feed: stones.name }));
    await copy.pull();
    expect(copy.resets).toBe(2);
  });

  it('when the departures it missed were cleared away', async () => {
    const [old, young] = [new Copy(everyone), new Copy(everyone)];
    await old.until(names);
    const gone = [...old.rows.values()].find((row) => (row as { name: string }).name === 'slow') as { id: string };
    await mission.apply(remove, { id: gone.id });
    // The young copy is to stand beyond the departure, which another test's transaction may still hold back.
    await vi.waitFor(async () => {
      const past = 'select pg_snapshot_xmin(pg_current_snapshot()) > max(changed_xid) as past from feed_departures';
      expect((await mission.tx((tx) => tx.query<{ past: boolean }>(past))).rows).toEqual([{ past: true }]);
    }, 10_000);
    await young.until(['b', 'c', 'd', 'swift']);
    await mission.tx((tx) => clearDepartures.run(tx, { before: '2999-01-01T00:00:00Z' }));
    await old.until(['b', 'c', 'd', 'swift']);
    await young.pull();
    expect([old.resets, young.resets]).toEqual([2, 1]);
  });

  it('when a restore began another epoch, even with rows stamped by another cluster', async () => {
    const copy = new Copy(everyone);
    await copy.until(['b', 'c', 'd', 'swift']);
    await mission.asOwner(async (client) => {
      await client.query(`update stones set changed_xid = '9000000000000'`);
      await beginEpoch(client, mission.kervan.missions.find('test')!.schema);
    });
    copy.rows.clear();
    await copy.until(['b', 'c', 'd', 'swift']);
    expect(copy.resets).toBe(2);
  });

  it('when the cursor is not one of ours', async () => {
    const copy = new Copy(everyone);
    copy.cursor = 'nonsense';
    await copy.until(['b', 'c', 'd', 'swift']);
    expect(copy.resets).toBe(1);
  });
});
