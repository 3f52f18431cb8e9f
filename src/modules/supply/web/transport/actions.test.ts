import { describe, expect, it } from 'vitest';
import type { LegShownRow } from '../../contract/transport/shipments.ts';
import { actionsOf, nextOf } from './actions.ts';

const rights = ['supply.load-truck', 'supply.record-departure', 'supply.record-passage', 'supply.reroute-leg'];
const leg = (over: Partial<LegShownRow>): LegShownRow =>
  ({
    state: 'planned',
    from: { kind: 'warehouse' },
    to: { kind: 'hub' },
    crossingId: 'x',
    crossingStatus: 'open',
    notToLoad: null,
    lines: [],
    ...over,
  }) as never;

describe('the next thing to do with a truck', () => {
  it('is another way, while the gate that it is yet to pass is closed', () => {
    for (const state of ['planned', 'loaded', 'departed', 'at-crossing'] as const)
      expect(nextOf(leg({ state, crossingStatus: 'closed' }), rights)).toBe('reroute');
    expect(nextOf(leg({ state: 'crossed', crossingStatus: 'closed' }), rights)).toBe('arrived');
    expect(nextOf(leg({ crossingStatus: 'closed' }), ['supply.load-truck'])).toBeUndefined();
  });

  it('is not to leave, while the gate of a loaded truck has not accepted its load', () => {
    const lines = (answer: string | null) => [{ lineId: 'l', planned: 1, loaded: 1, answer }] as never;
    expect(nextOf(leg({ state: 'loaded', lines: lines(null) }), rights)).toBeUndefined();
    expect(actionsOf(leg({ state: 'loaded', lines: lines(null) }), rights)).toContain('depart');
    expect(nextOf(leg({ state: 'loaded', lines: lines('accepted') }), rights)).toBe('depart');
    expect(nextOf(leg({ state: 'loaded', crossingId: null, lines: lines(null) }), rights)).toBe('depart');
  });

  it('stays among all that may be done, and is to load while the gate is open', () => {
    expect(nextOf(leg({}), rights)).toBe('load');
    expect(actionsOf(leg({}), rights)).toContain('reroute');
  });
});
