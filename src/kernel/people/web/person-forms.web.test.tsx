import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { openPart } from '#tests/support/desk-part.tsx';
import foundation from '../../../foundation/i18n/en.json' with { type: 'json' };
import { changePerson } from '../contract/register.ts';
import { whatBlocksWithdrawal, withdrawRegistration } from '../contract/withdrawal.ts';
import en from '../i18n/en.json' with { type: 'json' };
import { ChangePersonForm } from './ChangePersonForm.tsx';
import type { Household } from './HouseholdPage.tsx';
import type { Person } from './PersonPage.tsx';
import { WithdrawForm } from './WithdrawForm.tsx';

afterEach(cleanup);
const words: Record<string, string> = { ...foundation, ...en };
const nothing = () => undefined;
const press = (name: string) => act(async () => fireEvent.click(screen.getByRole('button', { name })));
const type = (label: string | RegExp, value: string) =>
  act(async () => fireEvent.change(screen.getAllByLabelText(label)[0]!, { target: { value } }));

const person = (over: Partial<Person> = {}) =>
  ({
    id: newId(),
    version: 4,
    names: [
      { part: 'given', value: 'Layla' },
      { part: 'family', value: 'Haddad' },
      { part: 'given', value: 'ليلى' },
      { part: 'given', value: 'Leyla' },
    ],
    sex: 'f',
    birth: { date: '1988-01-01', precision: 'year', hijri: true },
    nationality: 'SYR',
    languages: ['ar'],
    classes: ['identifiers', 'contacts', 'needs'],
    identifiers: [{ id: newId(), type: 'passport', country: 'SYR', value: 'N 123', validTo: null, checksumOk: null, disputed: false }],
    contacts: { phones: ['0555 1', '0555 2', '0555 3'] },
    needs: { note: 'walks with a stick' },
    ...over,
  }) as unknown as Person;

it('a correction says what was changed, and keeps what it does not show: further spellings, a third phone, how a birthday was told', async () => {
  const at = person();
  const done = vi.fn<() => void>();
  const desk = await openPart(<ChangePersonForm at={at} onDone={done} onCancel={nothing} />, words);
  await type('Family name', 'Haddad al-Saleh');
  await press('Correct person');
  expect(desk.sent).toHaveLength(1);
  const input = changePerson.input.parse(desk.sent[0]!.input);
  expect(input).toMatchObject({
    personId: at.id,
    version: 4,
    birth: at.birth,
    contacts: { phones: ['0555 1', '0555 2', '0555 3'] },
    needs: { note: 'walks with a stick' },
    identifiers: [{ type: 'passport', value: 'N 123' }],
  });
  const told = input.names.map(({ value }) => value);
  for (const name of ['Layla', 'ليلى', 'Leyla', 'Haddad al-Saleh']) expect(told).toContain(name);
  expect(told).not.toContain('Haddad');
  expect(done).toHaveBeenCalledOnce();
});

it('classes that the reader is not shown are neither asked nor sent, so that nothing is wiped', async () => {
  const at = person({ classes: [], identifiers: [], contacts: null, needs: null });
  const desk = await openPart(<ChangePersonForm at={at} onDone={nothing} onCancel={nothing} />, words);
  expect(screen.queryByLabelText(words['people.field-phone']!)).toBeNull();
  await press('Correct person');
  for (const field of ['identifiers', 'contacts', 'needs']) expect(desk.sent[0]!.input).not.toHaveProperty(field);
});

it('without a name, or with a birthday that nobody can read, nothing is sent', async () => {
  const desk = await openPart(<ChangePersonForm at={person()} onDone={nothing} onCancel={nothing} />, words);
  await type('Birthday or age', 'soon');
  const button = screen.getByRole('button', { name: 'Correct person' }) as HTMLButtonElement;
  expect(button.disabled).toBe(true);
  await type('Birthday or age', '12.5.1988');
  expect(button.disabled).toBe(false);
  await press('Correct person');
  expect(desk.sent[0]!.input).toMatchObject({ birth: { date: '1988-05-12', precision: 'day' } });
});

const household = { id: newId(), version: 2, members: [{ toDay: null }, { toDay: null }, { toDay: '2023-01-01' }] } as unknown as Household;

it('what stands in the way of a withdrawal is told in words, and nothing can be sent', async () => {
  const ties = [
    { kind: 'card', count: 1 },
    { kind: 'served', count: 2 },
  ];
  const desk = await openPart(<WithdrawForm at={household} onDone={nothing} onCancel={nothing} />, words, {
    [whatBlocksWithdrawal.name]: () => ({ ties }),
  });
  expect(await screen.findByText(/It has a living card/)).toBeTruthy();
  expect(screen.getByText(/It has received aid 2 times/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: words['command.people.withdraw-registration']! })).toBeNull();
  expect(desk.sent).toEqual([]);
});

it('a registration is withdrawn with a reason, after a word on what that means', async () => {
  const desk = await openPart(<WithdrawForm at={household} onDone={nothing} onCancel={nothing} />, words, {
    [whatBlocksWithdrawal.name]: () => ({ ties: [] }),
  });
  expect(await screen.findByText(/The 2 persons of this household/)).toBeTruthy();
  await press('Withdraw registration');
  expect(desk.sent).toEqual([]);
  await type(/^Reason/, 'Typed in the wrong camp');
  await press('Withdraw registration');
  expect(desk.sent).toEqual([
    { name: withdrawRegistration.name, input: { householdId: household.id, version: 2, reason: 'Typed in the wrong camp' } },
  ]);
});
