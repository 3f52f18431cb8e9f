import { it } from 'vitest';
import { checkReplay } from '#tests/support/replay-check.ts';

it.each([1, 2, 3])('commands of ten devices, shuffled, threefold, with lost answers, end as one clean run (seed %i)', (seed) =>
  checkReplay({ devices: 10, lines: 40, seed }),
);
