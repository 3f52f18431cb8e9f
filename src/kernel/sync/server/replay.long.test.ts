import { it } from 'vitest';
import { checkReplay } from '#tests/support/replay-check.ts';

it('10,000 commands of forty devices, shuffled, threefold, with lost answers, end as one clean run', () =>
  checkReplay({ devices: 40, lines: 250, seed: 2023 }));
