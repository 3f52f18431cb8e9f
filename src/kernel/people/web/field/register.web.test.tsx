import { MantineProvider } from '@mantine/core';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { IntlProvider } from 'react-intl';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FieldContext } from '#foundation/web/field.ts';
import { memoryField } from '#tests/support/memory-field.ts';
import type { MemoryField } from '#tests/support/memory-field.ts';
import foundation from '../../../../foundation/i18n/en.json' with { type: 'json' };
import type { RegisterPack } from '../../contract/field/register.ts';
import { numberOf } from '../../domain/numbers.ts';
import en from '../../i18n/en.json' with { type: 'json' };
import RegisterTask from './RegisterTask.tsx';

const pack: RegisterPack = {
  area: { pcode: 'SYR0701', names: { en: 'Harim' } },
  site: null,
  places: [{ pcode: 'SYR070101', names: { en: 'Qah' } }],
  consentText: '2026-1',
  searchKey: null,
  known: [],
};
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});
beforeEach(() => history.replaceState(null, ''));

const words: Record<string, string> = { ...foundation, ...en };
let phone: MemoryField;
function open() {
  phone = memoryField();
  vi.stubGlobal('scrollTo', () => undefined);
  const packId = phone.put('people.register', { area: 'SYR0701' }, pack);
  render(
    <IntlProvider locale="en-GB" messages={words} onError={() => undefined}>
      <MantineProvider>
        <FieldContext value={phone}>
          <RegisterTask packId={packId} />
        </FieldContext>
      </MantineProvider>
    </IntlProvider>,
  );
}
let taps = 0;
// By what stands on it: asking by role looks at every node each time.
const button = (name: string) => [...document.querySelectorAll('button')].find((one) => one.textContent?.trim() === name)!;
const press = async (name: string) => {
  taps += 1;
  await act(async () => fireEvent.click(button(name)));
};
const type = async (label: string | RegExp, value: string) => {
  taps += 1;
  await act(async () => fireEvent.change(screen.getAllByLabelText(label)[0]!, { target: { value } }));
};

async function tell(given: string, birth: string, sex: 'Female' | 'Male'): Promise<void> {
  await press('Next');
  await type(/^Given name/, given);
  await press('Next');
  await press(sex);
  await type('Birthday or age', birth);
  await press('Next');
  await press('Nothing is hard');
  await press('Next');
}

it('a family is told one question group a screen, in few taps, and kept without any network', async () => {
  open();
  await press('New household');
  expect(button('Next').disabled).toBe(true);
  await press('Spoken; I heard it');
  await press('Next');
  await type(/Tent/, 'Tent 14');
  await press('Next');
  await press('Next');
  await type(/^Given name/, 'Yusuf');
  await type('Family name', 'Rawandi');
  await press('Next');
  await press('Male');
  await type('Birthday or age', '12/5/1410');
  expect(screen.getByText(/1989/)).toBeTruthy();
  await press('Next');
  await press('Nothing is hard');
  await press('Next');
  await press('Child');
  await tell('Nur', '8m', 'Female');
  await press('All are there');
  await press('Next');
  await press('Keep');
  const record = phone.queue()[0]!;
  const input = record.input as { householdId: string; members: { names: unknown[]; collector: string }[] };
  expect(record).toMatchObject({ name: 'people.register-household', state: 'kept', title: numberOf('H', input.householdId) });
  expect(input).toMatchObject({ area: 'SYR0701', address: 'Tent 14', source: 'offline', consents: [{ mode: 'verbal-certified' }] });
  expect(input.members).toHaveLength(2);
  expect(input.members[0]).toMatchObject({ relation: 'head', collector: 'primary', birth: { hijri: true } });
  // The father's name came along, nobody typed it.
  expect(input.members[1]!.names).toContainEqual({ part: 'father', value: 'Yusuf' });
  expect(screen.getAllByText(record.title!).length).toBeGreaterThan(0);
  // Eighteen for the household and its head, eight for each other one: a family of five is told in fifty.
  expect(taps).toBeLessThanOrEqual(26);
});

it('lines of a passport fill what they say; with a slip in them they are no number', async () => {
  open();
  await press('New household');
  await press('Spoken; I heard it');
  await press('Next');
  await press('Next');
  await press('Read a passport or card');
  const zone = 'P<SYRRAWANDI<<YUSUF'.padEnd(44, '<') + 'L898902C36SYR7408122M1204159ZE184226B<<<<<10';
  // The reader is loaded when it is first opened.
  await act(() => vi.dynamicImportSettled());
  const lines = await screen.findByLabelText(/lines with <</i);
  const give = async (text: string) => {
    await act(async () => fireEvent.change(lines, { target: { value: text } }));
    await press('Take it');
  };
  await give(zone.slice(1));
  expect(screen.getByText(/These lines cannot be read/)).toBeTruthy();
  expect((screen.getByLabelText('Number') as HTMLInputElement).value).toBe('');
  await give(zone);
  expect((screen.getByLabelText('Number') as HTMLInputElement).value).toBe('L898902C3');
  await press('Next');
  expect((screen.getByLabelText(/^Given name/) as HTMLInputElement).value).toBe('Yusuf');
  expect(screen.getByText(/check each field against it/)).toBeTruthy();
});

it('a refused registration is put right and told anew, as a household of its own', async () => {
  open();
  await press('New household');
  await press('Spoken; I heard it');
  await press('Next');
  await press('Next');
  await tell('Lina', '1990', 'Female');
  await press('All are there');
  await press('Next');
  await press('Keep');
  const first = phone.queue()[0]!;
  await act(async () => phone.settle(first.id, { state: 'refused', why: { type: 'people.area-unknown' } }));
  expect(screen.getByText('No such place')).toBeTruthy();
  await press('Put right and tell anew');
  await press('All are there');
  await press('Next');
  await press('Keep');
  const second = phone.queue()[1]!;
  expect(second.input).toMatchObject({ members: [{ names: [{ value: 'Lina' }] }] });
  expect(second.input['householdId']).not.toBe(first.input['householdId']);
});
