import { generateKeyPairSync, sign } from 'node:crypto';
import { MantineProvider } from '@mantine/core';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import type { ComponentType } from 'react';
import { IntlProvider } from 'react-intl';
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { joinSigned, textToSign, toBase64Url } from '#foundation/signed-code.ts';
import { FieldContext } from '#foundation/web/field.ts';
import { memoryField } from '#tests/support/memory-field.ts';
import type { MemoryField } from '#tests/support/memory-field.ts';
import foundation from '../../../../foundation/i18n/en.json' with { type: 'json' };
import goods from '../../../../kernel/goods/i18n/en.json' with { type: 'json' };
import en from '../../i18n/en.json' with { type: 'json' };
import { countSample, keyId, storeSample, tripSample } from '#tests/support/field-samples.ts';
import CountTask from './CountTask.tsx';
import StoreTask from './StoreTask.tsx';
import TripTask from './TripTask.tsx';

vi.mock('signature_pad', () => ({
  default: class {
    addEventListener() {}
    clear() {}
    off() {}
  },
}));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});
beforeEach(() => history.replaceState(null, ''));

const words: Record<string, string> = { ...foundation, ...goods, ...en };
let phone: MemoryField;
function open(Task: ComponentType<{ packId: string }>, name: string, params: Record<string, string>, data: unknown) {
  phone = memoryField();
  vi.stubGlobal('scrollTo', () => undefined);
  const packId = phone.put(name, params, data);
  render(
    <IntlProvider locale="en-GB" messages={words} onError={() => undefined}>
      <MantineProvider>
        <FieldContext value={phone}>
          <Task packId={packId} />
        </FieldContext>
      </MantineProvider>
    </IntlProvider>,
  );
}
/** A truck of its own for each test: what is half counted stays while the app is open. */
const aTrip = () => ({ ...tripSample, legId: newId() });
const press = async (name: string | RegExp) => act(async () => fireEvent.click(screen.getAllByRole('button', { name })[0]!));
const type = async (label: string | RegExp, value: string) =>
  act(async () => fireEvent.change(screen.getAllByLabelText(label)[0]!, { target: { value } }));
const last = () => phone.queue().at(-1)!;

describe('a truck', () => {
  it('is received line by line without any network, and the rest stays aboard', async () => {
    const trip = aTrip();
    open(TripTask, 'supply.trip', { leg: trip.legId }, trip);
    await press(/^Receive the goods/);
    await press(/^Blanket/);
    await type('Good', '940');
    await type('Damaged', '10');
    expect(screen.getByText(/50 .*missing/)).toBeTruthy();
    await press('Next line');
    await press('Skip this line');
    await press('Back');
    await press('To the signatures');
    expect(screen.getAllByText(/stays on the truck/).length).toBeGreaterThan(0);
    await type('Signed for receiving', 'Somebody');
    await press('Keep this receipt');
    expect(last()).toMatchObject({
      name: 'supply.record-delivery',
      state: 'kept',
      subject: { kind: 'delivery' },
      input: {
        legId: trip.legId,
        lines: [{ lineId: tripSample.lines[0]!.lineId, good: 940, damaged: 10 }],
        signatures: [{ role: 'receiver', name: 'Somebody' }],
      },
    });
    expect(last().input['point']).toBeUndefined();
    expect(screen.getByText('Kept on this phone')).toBeTruthy();
  });

  it('has part of a line refused, with a reason, and counts the rest when it is taken in after all', async () => {
    const trip = aTrip();
    open(TripTask, 'supply.trip', { leg: trip.legId }, trip);
    await press(/^Receive the goods/);
    await press(/^Blanket/);
    await type('Good', '900');
    await type('Refused', '100');
    expect((screen.getByRole('button', { name: 'Next line' }) as HTMLButtonElement).disabled).toBe(true);
    await act(async () => fireEvent.click(screen.getByRole('combobox', { name: words['supply.field-why']! })));
    await act(async () => fireEvent.click(screen.getByRole('option', { name: 'Expired', hidden: true })));
    await press('Next line');
    await press('Back');
    expect(screen.getByText(/100 .*refused/)).toBeTruthy();
    await press('To the signatures');
    await press('Keep this receipt');
    expect(last().input['lines']).toEqual([
      { lineId: tripSample.lines[0]!.lineId, good: 900, damaged: 0, refused: 100, refusedFor: 'expired' },
    ]);
    await press(/^Receive the goods/);
    await press(/^Blanket/);
    await press(/^All 100 .*good/);
    await press('Next line');
    await press('Back');
    await press('To the signatures');
    await press('Keep this receipt');
    expect(last().input).toMatchObject({ ofRefused: true, lines: [{ lineId: tripSample.lines[0]!.lineId, good: 100, damaged: 0 }] });
  });

  it('goes on without the place when the phone is not allowed to tell it', async () => {
    const geolocation = { getCurrentPosition: (_: unknown, fail: (error: object) => void) => fail({ code: 1, PERMISSION_DENIED: 1 }) };
    vi.stubGlobal('navigator', Object.assign(Object.create(navigator), { geolocation }));
    const trip = aTrip();
    open(TripTask, 'supply.trip', { leg: trip.legId }, trip);
    await press(/^Receive the goods/);
    await press('All is there');
    await press('To the signatures');
    await press('Add the place');
    expect(screen.getByText(words['ui.place-denied']!)).toBeTruthy();
    await press('Keep this receipt');
    expect(last().input['lines']).toHaveLength(2);
  });

  it('keeps the place with its accuracy when it is given', async () => {
    const coords = { latitude: 36.312_345_6, longitude: 36.8, accuracy: 11.2 };
    const geolocation = { getCurrentPosition: (found: (at: object) => void) => found({ coords }) };
    vi.stubGlobal('navigator', Object.assign(Object.create(navigator), { geolocation }));
    const trip = aTrip();
    open(TripTask, 'supply.trip', { leg: trip.legId }, trip);
    await press(/^Receive the goods/);
    await press('All is there');
    await press('To the signatures');
    await press('Add the place');
    await press('Keep this receipt');
    expect(last().input['point']).toEqual({ lat: 36.312_35, lon: 36.8, accuracyM: 12 });
  });

  it('tells whoever photographs that no logo may be in the picture where names are waived, and only there', async () => {
    const said = () => screen.queryAllByText(words['supply.photo-waived']!).length;
    for (const waived of [false, true]) {
      const trip = { ...aTrip(), waived };
      open(TripTask, 'supply.trip', { leg: trip.legId }, trip);
      await press(/^Receive the goods/);
      await press('All is there');
      await press('To the signatures');
      expect(said()).toBe(waived ? 1 : 0);
      await press('Back');
      await press('Back');
      await press(/^Goods are refused/);
      expect(said()).toBe(waived ? 1 : 0);
      cleanup();
      history.replaceState(null, '');
    }
  });

  it('is loaded by its pallets’ codes; what belongs to another truck is said', async () => {
    const trip = aTrip();
    open(
      TripTask,
      'supply.trip',
      { leg: trip.legId },
      { ...trip, facts: [], lines: tripSample.lines.map((line) => ({ ...line, loaded: null })) },
    );
    await press(/^Check the load/);
    const scan = async (text: string) => {
      const field = await screen.findByLabelText(words['supply.field-type-unit']!);
      await act(async () => fireEvent.change(field, { target: { value: text } }));
      await press('Take it');
    };
    await scan('PLT-1');
    await scan('PLT-9');
    expect(screen.getByText('PLT-9 is meant for another truck.')).toBeTruthy();
    await press('Keep this loading');
    expect(last()).toMatchObject({ name: 'supply.record-loading', input: { lines: [{ lineId: tripSample.lines[0]!.lineId, qty: 500 }] } });
    expect(screen.getByText('Loaded')).toBeTruthy();
  });

  it('whose goods are refused keeps them', async () => {
    const trip = aTrip();
    open(TripTask, 'supply.trip', { leg: trip.legId }, trip);
    await press(/^Goods are refused/);
    await press('No room');
    await press('Keep this refusal');
    expect(last()).toMatchObject({
      name: 'supply.record-refusal',
      input: { reason: 'no-room', lineIds: tripSample.lines.map((line) => line.lineId) },
    });
  });
});

describe('a waybill that the phone never saw', () => {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = toBase64Url(pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(26));
  const store = { ...storeSample, keys: [{ id: keyId, key }] };
  const content = { n: 'WB-GZT-2023-000817-11', s: 'SH-1', f: 'A', t: store.place.code, l: [[1, 'BLK-01', 1000, 'L7']] };
  const code = (of: object, id = keyId) => {
    const text = textToSign('wb', id, of);
    return joinSigned(text, sign('sha256', Buffer.from(text), { key: pair.privateKey, dsaEncoding: 'ieee-p1363' }));
  };
  const scan = async (text: string) => {
    open(StoreTask, 'supply.store', { place: store.place.id }, store);
    const field = await screen.findByLabelText(words['supply.field-type-code']!);
    await act(async () => fireEvent.change(field, { target: { value: text } }));
    await press('Take it');
    // The signature is checked outside the page's own turn.
    await act(async () => new Promise((resolve) => setTimeout(resolve, 50)));
  };

  test('is received by its signed lines', async () => {
    await scan(code(content));
    await press(/^Blanket/);
    await press(/^All 1,000/);
    await press('To the signatures');
    await press('Keep this receipt');
    expect(last()).toMatchObject({
      name: 'supply.receive-by-waybill',
      input: {
        waybill: content.n,
        code: code(content).slice(0, 20) ? (expect.any(String) as unknown) : '',
        lines: [{ lineNo: 1, item: 'BLK-01', good: 1000 }],
      },
    });
    expect([last().input['placeId'], last().input['ofRefused']]).toEqual([undefined, false]);
  });

  test('gives what had been refused after all, when a person says so; how much that was the paper does not know', async () => {
    await scan(code(content));
    await act(async () => fireEvent.click(screen.getByRole('checkbox', { name: words['supply.of-refused']! })));
    expect(screen.queryByRole('button', { name: words['supply.all-there']! })).toBeNull();
    await press(/^Blanket/);
    await type('Good', '10');
    expect(screen.queryByText(/missing/)).toBeNull();
    await press('To the signatures');
    await press('Keep this receipt');
    expect(last().input).toMatchObject({ ofRefused: true, lines: [{ lineNo: 1, item: 'BLK-01', good: 10 }] });
  });

  test('and was altered is refused in words', async () => {
    const genuine = code(content);
    await scan(textToSign('wb', keyId, { ...content, l: [[1, 'BLK-01', 5000]] }) + genuine.slice(genuine.lastIndexOf('.')));
    expect(within(screen.getByRole('alert')).getByText(words['supply.field-paper-tampered']!)).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Blanket/ })).toBeNull();
  });

  test('and was signed by nobody it knows is received with a word of doubt', async () => {
    await scan(code(content, 'ffffffff'));
    expect(screen.getByText(words['supply.field-paper-doubtful-text']!)).toBeTruthy();
    expect(screen.getByRole('button', { name: /^Blanket/ })).toBeTruthy();
  });
});

describe('a count', () => {
  it('is kept line by line, and what somebody else must count again is said', async () => {
    open(CountTask, 'supply.count', { count: countSample.countId }, countSample);
    await press(/^Blanket/);
    await type(/carton/i, '3');
    await type(words['supply.field-loose-unit']!, '4');
    await press('Keep, next line');
    expect(last()).toMatchObject({
      name: 'supply.record-count',
      input: { countId: countSample.countId, lines: [{ line: 1, counted: 64 }] },
    });
    await press('Back');
    await act(async () => phone.settle(last().id, { state: 'applied', result: { recount: [1] } }));
    await act(async () => fireEvent.click(screen.getByLabelText('All lines')));
    expect(screen.getByText(words['supply.field-ask-other-text']!)).toBeTruthy();
  });

  it('takes what lies where the sheet has no line, and shows the sheet’s own line where it has one', async () => {
    open(CountTask, 'supply.count', { count: countSample.countId }, countSample);
    await press(words['supply.field-found']!);
    const pick = async (label: string, option: RegExp) => {
      await act(async () => fireEvent.click(screen.getByRole('combobox', { name: label })));
      await act(async () => fireEvent.click(await screen.findByRole('option', { name: option, hidden: true })));
    };
    await pick('Item', /Hygiene kit/);
    await pick('Bin', /B-04/);
    await act(async () => fireEvent.click(screen.getByLabelText(words['goods.condition-damaged']!)));
    expect(screen.getByText(words['supply.field-found-on-sheet']!)).toBeTruthy();
    await pick('Item', /Tarpaulin/);
    await type(words['supply.field-counted']!, '7');
    await press('Keep this count');
    expect(last().input).toMatchObject({
      countId: countSample.countId,
      lines: [],
      found: [{ item: countSample.items[2]!.id, place: countSample.places[1]!.id, condition: 'damaged', owner: 'own', counted: 7 }],
    });
    await act(async () => history.replaceState(null, ''));
    expect(screen.getByText(words['supply.field-found-list']!)).toBeTruthy();
  });
});
