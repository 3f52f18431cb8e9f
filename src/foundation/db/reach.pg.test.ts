import { inject, describe, expect, it } from 'vitest';
import pg from 'pg';
import { reachDatabase } from './reach.ts';

const adminUrl = inject('adminUrl');
const appUrl = inject('appUrl');
const reach = (app: string, admin: string | undefined) => reachDatabase({ dataDir: '/nowhere', appUrl: app, adminUrl: admin });

function as(url: string, role: string): string {
  const parsed = new URL(url);
  parsed.username = role;
  return parsed.toString();
}

describe('a given database', () => {
  it('is reached with two roles', async () => {
    expect(Number.parseInt((await reach(appUrl, adminUrl)).version)).toBeGreaterThanOrEqual(15);
  });

  it('is refused when both addresses are the same role', async () => {
    await expect(reach(adminUrl, adminUrl)).rejects.toThrow(/same role/);
  });

  it('may be served without the owner, once it has been migrated', async () => {
    expect(await reach(appUrl, undefined)).toMatchObject({ appUrl, adminUrl: undefined });
  });

  it('is refused when the serving role may not use what kervan_app is granted', async () => {
    const owner = new pg.Client({ connectionString: as(adminUrl, 'postgres') });
    await owner.connect();
    await owner.query('drop role if exists kervan_stranger');
    await owner.query('create role kervan_stranger login');
    try {
      await expect(reach(as(appUrl, 'kervan_stranger'), adminUrl)).rejects.toThrow(/not a member of kervan_app/);
      await owner.query('alter role kervan_stranger bypassrls');
      await expect(reach(as(appUrl, 'kervan_stranger'), adminUrl)).rejects.toThrow(/passes row-level security/);
    } finally {
      await owner.query('drop role kervan_stranger');
      await owner.end();
    }
  });

  it('says which address cannot be reached, and why', async () => {
    await expect(reach('postgres://kervan_app@127.0.0.1:1/k', adminUrl)).rejects.toThrow(
      /DATABASE_URL cannot be reached: connect ECONNREFUSED/,
    );
  });
});
