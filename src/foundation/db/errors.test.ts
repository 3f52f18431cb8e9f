import { describe, expect, it } from 'vitest';
import { isDatabaseAway, problemOfDatabase } from './errors.ts';

const failure = (message: string, more: object = {}): Error => Object.assign(new Error(message), more);

describe('a database that is away', () => {
  it.each([
    failure('terminating connection due to administrator command', { code: '57P01' }),
    failure('the database system is starting up', { code: '57P03' }),
    failure('connection failure', { code: '08006' }),
    failure('connect ECONNREFUSED 127.0.0.1:5432', { code: 'ECONNREFUSED', syscall: 'connect' }),
    failure('connect ENOENT /x/.s.PGSQL.5432', { code: 'ENOENT', syscall: 'connect' }),
    failure('write EPIPE', { code: 'EPIPE', syscall: 'write' }),
    failure('Connection terminated unexpectedly'),
    failure('Client has encountered a connection error and is not queryable'),
  ])('is known by $message', (error) => {
    expect(isDatabaseAway(error)).toBe(true);
    expect(problemOfDatabase(error)).toMatchObject({ code: 'common.database-away', status: 503 });
  });

  it('is not seen in other failures', () => {
    expect(isDatabaseAway(failure('no such file', { code: 'ENOENT', syscall: 'open' }))).toBe(false);
    expect(isDatabaseAway(failure('undefined is not a function'))).toBe(false);
    expect(problemOfDatabase(failure('undefined is not a function'))).toBeUndefined();
  });
});

it.each(['53100', 'ENOSPC', 'EDQUOT'])('a full disk is named, of the database and of the files (%s)', (code) => {
  expect(problemOfDatabase(failure('No space left on device', { code }))).toMatchObject({ code: 'common.disk-full', status: 507 });
});

it.each([
  failure('canceling statement due to lock timeout', { code: '55P03' }),
  failure('canceling statement due to statement timeout', { code: '57014' }),
  failure('timeout exceeded when trying to connect'),
])('who has waited too long is told that there is too much to do ($message)', (error) => {
  expect(problemOfDatabase(error)).toMatchObject({ code: 'common.busy', status: 503 });
});
