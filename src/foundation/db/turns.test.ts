import { expect, it } from 'vitest';
import { Turns } from './turns.ts';

it('at most so many run at once, in the order in which they came, also after one has failed', async () => {
  const turns = new Turns(2, 60_000);
  const order: number[] = [];
  let running = 0;
  let most = 0;
  const work = async (at: number) => {
    order.push(at);
    running += 1;
    most = Math.max(most, running);
    await new Promise((done) => setImmediate(done));
    running -= 1;
    if (at === 1) throw new Error('failed');
    return at;
  };
  const ended = await Promise.allSettled(Array.from({ length: 7 }, (_, at) => turns.take(() => work(at))));
  expect(most).toBe(2);
  expect(order).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(ended.map((one) => one.status)).toEqual(['fulfilled', 'rejected', ...Array<string>(5).fill('fulfilled')]);
  expect(await turns.take(() => work(7))).toBe(7);
});

it('who waits too long is told so and has done nothing; whoever comes behind still gets the turn', async () => {
  const turns = new Turns(1, 5);
  const held = Promise.withResolvers<void>();
  const holder = turns.take(() => held.promise);
  let ran = false;
  const impatient = turns.take(async () => {
    ran = true;
  });
  await expect(impatient).rejects.toMatchObject({ code: 'common.busy', status: 503 });
  const behind = turns.take(async () => 'behind');
  held.resolve();
  await holder;
  expect(await behind).toBe('behind');
  expect(await turns.take(async () => 'later')).toBe('later');
  expect(ran).toBe(false);
});
