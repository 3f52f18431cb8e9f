import { expect, it } from 'vitest';
import { endedWords } from './rows.ts';

const shipment = (states: readonly string[], discrepancies: readonly string[] = []) =>
  ({ state: 'received', legs: states.map((state) => ({ state })), discrepancies: discrepancies.map((state) => ({ state })) }) as never;

it('a shipment of which a part came back does not say that all was received, nor anything while a difference is open', () => {
  expect(endedWords(shipment(['received', 'received']))).toBe('supply.all-settled');
  expect(endedWords(shipment(['received', 'part-delivered'], ['closed']))).toBe('supply.part-settled');
  expect(endedWords(shipment(['part-delivered'], ['open']))).toBeUndefined();
});
