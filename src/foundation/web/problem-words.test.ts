import { createIntl } from 'react-intl';
import { expect, it } from 'vitest';
import { figuresSaid } from './problem-words.ts';

it('a problem says days and moments as people write them, and leaves numbers to the message', () => {
  const intl = createIntl({ locale: 'tr', timeZone: 'Europe/Istanbul' });
  expect(
    figuresSaid(intl, {
      day: '2023-08-23',
      cutOff: '2023-08-22T14:00:00.000Z',
      items: ['A', 'B'],
      asked: 1200,
      waybill: 'WB-GZT-2023-000003-20',
    }),
  ).toEqual({ day: '23 Ağustos 2023', cutOff: '22 Ağustos 2023 17:00', items: 'A, B', asked: 1200, waybill: 'WB-GZT-2023-000003-20' });
});

it('a problem says nothing for a figure that is not known', () => {
  expect(figuresSaid(createIntl({ locale: 'en' }), { to: null, from: 3 })).toEqual({ to: '', from: 3 });
});
