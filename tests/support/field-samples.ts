import type { CountPack } from '#modules/supply/contract/field/count.ts';
import type { FieldItem } from '#modules/supply/contract/field/shared.ts';
import type { StorePack } from '#modules/supply/contract/field/store.ts';
import type { TripPack } from '#modules/supply/contract/field/trip.ts';

// Packs made up for tests of the screens.
const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const place = (n: number, code: string, en: string, tr: string, ar: string) => ({ id: id(n), code, kind: 'partner-store', en, tr, ar });
const blanket: FieldItem = {
  id: id(1),
  code: 'BLK-01',
  unit: 'piece',
  en: 'Blanket, thermal',
  tr: 'Termal battaniye',
  ar: 'بطانية حرارية',
  gtins: ['8690000000012'],
  packs: [{ id: id(2), code: 'carton', kind: 'carton', smallest: 20, per: 1 }],
};
const kit: FieldItem = {
  ...blanket,
  id: id(3),
  code: 'KIT-07',
  en: 'Hygiene kit',
  tr: 'Hijyen kiti',
  ar: 'مجموعة نظافة',
  gtins: [],
  packs: [],
};
const tarpaulin: FieldItem = {
  ...kit,
  id: id(4),
  code: 'TRP-02',
  en: 'Tarpaulin 4 x 5 m',
  tr: 'Branda 4 x 5 m',
  ar: 'شادر 4 × 5 م',
  gtins: ['8690000000043'],
};
const line = { lotId: null, lotCode: null, expiresOn: null, offGood: 0, offDamaged: 0, damaged: 0, counted: false, refused: 0 };

export const keyId = '0a1b2c3d';
export const tripSample: TripPack = {
  legId: id(10),
  shipmentId: id(11),
  shipmentNumber: 'SH-GZT-2023-000412-30',
  waybill: 'WB-GZT-2023-000817-11',
  plate: '27 KR 4410',
  from: place(12, 'BURC', 'Burç warehouse', 'Burç deposu', 'مستودع بورتش'),
  to: place(13, 'AZAZ', 'Store Azaz', 'Azez deposu', 'مستودع أعزاز'),
  country: 'SYR',
  waived: false,
  originPlaceId: id(12),
  ends: true,
  begins: true,
  lines: [
    { ...line, lineId: id(21), lineNo: 1, item: blanket, lotCode: 'L7', expiresOn: null, planned: 1000, loaded: 1000 },
    { ...line, lineId: id(22), lineNo: 2, item: kit, planned: 240, loaded: 240 },
  ],
  units: [
    { unitId: id(31), kind: 'pallet', code: 'PLT-1', sscc: '386900000000000013', legId: null, contents: [{ lineId: id(21), qty: 500 }] },
    { unitId: id(32), kind: 'pallet', code: 'PLT-2', sscc: null, legId: id(10), contents: [{ lineId: id(21), qty: 500 }] },
    { unitId: id(39), kind: 'pallet', code: 'PLT-9', sscc: null, legId: id(99), contents: [] },
  ],
  facts: [
    { id: id(41), commandId: id(51), kind: 'loaded', at: '2023-03-01T05:10:00.000Z', put: ['88121'] },
    { id: id(42), commandId: id(52), kind: 'departed', at: '2023-03-01T06:00:00.000Z' },
  ],
  onward: [
    {
      legId: id(14),
      waybill: 'WB-GZT-2023-000818-09',
      plate: '554 120',
      to: place(15, 'IDLB', 'Store Idleb', 'İdlib deposu', 'مستودع إدلب'),
    },
  ],
  keys: [],
};
export const storeSample: StorePack = { place: tripSample.to, country: 'SYR', waived: false, places: [], items: [blanket, kit], keys: [] };
export const countSample: CountPack = {
  countId: id(60),
  number: 'CT-GZT-2023-000031-44',
  place: tripSample.from,
  places: [
    { id: id(61), code: 'A-01' },
    { id: id(62), code: 'B-04' },
  ],
  items: [blanket, kit, tarpaulin],
  lines: [
    {
      line: 1,
      item: blanket,
      lotId: null,
      lotCode: 'L7',
      expiresOn: null,
      placeId: id(61),
      placeCode: 'A-01',
      condition: 'good',
      mark: null,
      ask: 'count',
    },
    {
      line: 2,
      item: kit,
      lotId: null,
      lotCode: null,
      expiresOn: '2024-01-31',
      placeId: id(61),
      placeCode: 'A-01',
      condition: 'good',
      mark: 'A',
      ask: 'recount',
    },
    {
      line: 3,
      item: kit,
      lotId: null,
      lotCode: null,
      expiresOn: null,
      placeId: id(62),
      placeCode: 'B-04',
      condition: 'damaged',
      mark: null,
      ask: 'count',
    },
  ],
};
