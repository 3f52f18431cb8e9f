import type { EventState } from '../contract/shared.ts';

type Decision = 'change' | 'cancel' | 'reserve' | 'release' | 'reschedule' | 'list' | 'sign' | 'close' | 'sample';
const inStates: Readonly<Record<Decision, readonly EventState[]>> = {
  change: ['planned', 'stock_reserved'],
  cancel: ['planned', 'stock_reserved'],
  reserve: ['planned', 'stock_reserved'],
  release: ['stock_reserved'],
  reschedule: ['stopped', 'planned', 'stock_reserved'],
  list: ['planned', 'stock_reserved', 'open', 'stopped'],
  // Also once more, when the books have moved since both had signed.
  sign: ['counting', 'reconciled'],
  close: ['reconciled'],
  sample: ['counting', 'reconciled', 'closed'],
};

/** Whether a wish goes with the state the distribution is in. */
export const mayDecide = (decision: Decision, state: EventState): boolean => inStates[decision].includes(state);

type Fact = 'open' | 'stop' | 'count';
/** Facts of a distribution that has ended change nothing any more: they are kept, and asked about. */
const ended: readonly EventState[] = ['reconciled', 'closed', 'cancelled'];
const becomes: Readonly<Record<Fact, EventState>> = { open: 'open', stop: 'stopped', count: 'counting' };

/** What the state comes to by a fact; undefined when it came after the end. */
export function afterFact(fact: Fact, state: EventState): EventState | undefined {
  return ended.includes(state) ? undefined : becomes[fact];
}
