import { describe, expect, it } from 'vitest';
import { readMrz } from './mrz.ts';

// The specimen of ICAO Doc 9303 part 4.
const specimen = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10';

describe('the machine-readable zone', () => {
  it('of the published specimen is read, with its check digits', () => {
    expect(readMrz(specimen, '2026-11-27')).toMatchObject({
      given: 'Anna Maria',
      family: 'Eriksson',
      sex: 'f',
      birthDate: '1974-08-12',
      validTo: '2012-04-15',
      identifiers: [{ type: 'passport', value: 'L898902C3' }],
    });
  });

  it('typed or pasted into a field of one line is the same', () => {
    const lines = readMrz(specimen, '2026-11-27');
    expect(readMrz(specimen.replace('\n', ''), '2026-11-27')).toEqual(lines);
    expect(readMrz(specimen.replace('\n', ' '), '2026-11-27')).toEqual(lines);
    expect(readMrz(specimen.replace('\n', '').slice(1), '2026-11-27')).toBeUndefined();
  });

  it('with one digit misread does not hold, and is still shown', () => {
    const good = readMrz(specimen.replaceAll('UTO', 'SYR'), '2026-11-27')!;
    expect(good.holds).toBe(true);
    const bad = readMrz(specimen.replaceAll('UTO', 'SYR').replace('740812', '740813'), '2026-11-27')!;
    expect(bad).toMatchObject({ holds: false, birthDate: '1974-08-13' });
  });

  it('is nothing for other texts', () => {
    for (const text of ['', 'KV1.card.x', 'P<SYR', 'hello\nworld']) expect(readMrz(text, '2026-11-27')).toBeUndefined();
  });
});
