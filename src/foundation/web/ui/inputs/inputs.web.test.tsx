import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { IntlProvider } from 'react-intl';
import { afterEach, describe, expect, it } from 'vitest';
import { SessionContext } from '#foundation/web/session.ts';
import type { WebSession } from '#foundation/web/session.ts';
import ar from '../../../i18n/ar.json' with { type: 'json' };
import en from '../../../i18n/en.json' with { type: 'json' };
import tr from '../../../i18n/tr.json' with { type: 'json' };
import { DateField } from './DateField.tsx';
import { QuantityField } from './QuantityField.tsx';

afterEach(cleanup);
const session = { now: () => new Date('2023-03-08T22:30:00Z'), mission: { timeZone: 'Europe/Istanbul' } } as unknown as WebSession;
const locales = { en: 'en-GB', tr: 'tr-TR', ar: 'ar-SY-u-nu-latn' };

let held: unknown;
function Held({ of }: { of: 'day' | 'quantity' }) {
  const [value, setValue] = useState<unknown>('');
  const keep = (next: unknown) => {
    held = next;
    setValue(next);
  };
  if (of === 'day') return <DateField label="Field" value={value as string} onChange={keep} />;
  const units = [
    { code: 'pc', names: ['pieces'], holds: 1 },
    { code: 'ctn', names: ['carton', 'koli'], holds: 12 },
  ];
  return <QuantityField label="Field" units={units} value={value as string} onChange={keep} />;
}

function show(of: 'day' | 'quantity', language: 'en' | 'tr' | 'ar') {
  render(
    <IntlProvider locale={locales[language]} messages={{ en, tr, ar }[language]} onError={() => undefined}>
      <MantineProvider>
        <SessionContext value={session}>
          <Held of={of} />
        </SessionContext>
      </MantineProvider>
    </IntlProvider>,
  );
  return screen.getByLabelText('Field');
}
const type = (field: HTMLElement, text: string) => fireEvent.change(field, { target: { value: text } });

describe('a day', () => {
  // Half past one in the night of the 9th, where the mission is.
  it.each([
    ['en', 'tomorrow', 'Friday 10 March 2023'],
    ['tr', 'yarın', '10 Mart 2023 Cuma'],
    ['ar', 'غدا', 'الجمعة، 10 آذار 2023'],
  ] as const)('in %s counts from the mission’s own day and is read back in words', (language, typed, words) => {
    const field = show('day', language);
    type(field, typed);
    expect(held).toBe('2023-03-10');
    expect(document.body.textContent!.replaceAll(/[,،]/g, '')).toContain(words.replaceAll(/[,،]/g, ''));
    fireEvent.blur(field);
    expect((field as HTMLInputElement).value).toContain('10');
  });

  it('that is not understood is kept as typed and said so', () => {
    const field = show('day', 'en');
    type(field, 'when it rains');
    expect(held).toBe('when it rains');
    screen.getByText(en['ui.date-unread']);
    fireEvent.blur(field);
    expect((field as HTMLInputElement).value).toBe('when it rains');
  });
});

describe('Enter in a field for a day', () => {
  it('accepts the day that was typed and leaves the form alone; the next one sends it, as everywhere', () => {
    const field = show('day', 'en');
    type(field, 'tomorrow');
    expect(fireEvent.keyDown(field, { key: 'Enter' })).toBe(false);
    expect((field as HTMLInputElement).value).toContain('10 March 2023');
    expect(fireEvent.keyDown(field, { key: 'Enter' })).toBe(true);
    type(field, 'when it rains');
    expect(fireEvent.keyDown(field, { key: 'Enter' })).toBe(false);
    expect((field as HTMLInputElement).value).toBe('when it rains');
  });
});

describe('a quantity', () => {
  it('says what it comes to in the smallest unit', () => {
    type(show('quantity', 'en'), '3 cartons + 4');
    expect(held).toBe(40);
    screen.getByText('= 40 pieces');
  });

  it('reads a dot as its language writes it', () => {
    type(show('quantity', 'tr'), '1.200');
    expect(held).toBe(1200);
  });

  it('that is not whole is refused in words', () => {
    type(show('quantity', 'en'), '1/8 carton');
    expect(held).toBe('1/8 carton');
    screen.getByText('That comes to 1.5 pieces, which is not whole.');
  });
});
