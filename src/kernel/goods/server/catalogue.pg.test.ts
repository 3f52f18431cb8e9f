import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { makeItem, setStage } from '#tests/support/goods-yard.ts';
import type { Stage } from '#tests/support/goods-yard.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import {
  addPack,
  changeFamily,
  changeItem,
  createFamily,
  createItem,
  endPack,
  getItem,
  listFamilies,
  listItems,
  reinstateItem,
  retireItem,
  searchItems,
} from '../contract/items.ts';
import { changePlace, closePlaceCommand, getPlace, listPlaces, openPlace, reopenPlace, searchPlaces } from '../contract/stock-places.ts';

let mission: TestMission;
let stage: Stage;
beforeAll(async () => {
  mission = await openTestMission();
  stage = await setStage(mission);
});
afterAll(() => mission.close());

const refusedAs = (type: string) => ({ state: 'refused', problem: { type } });

describe('the catalogue', () => {
  test('an item keeps what was said of it, with its packs in lowest terms', async () => {
    const itemId = newId();
    await mission.apply(createFamily, { code: 'BED', nameEn: 'Bedding', nameTr: 'Yatak', nameAr: 'مفروشات' });
    await mission.apply(createItem, {
      itemId,
      code: 'blk-th',
      unit: 'piece',
      family: 'BED',
      nameEn: 'Blanket, thermal',
      nameTr: 'Battaniye, termal',
      nameAr: 'بطانية حرارية',
      weightG: 1500,
      volumeCm3: 8500.5,
      hsCode: '630140',
      codes: [{ system: 'ifrc', code: 'HBEDBLAN' }],
      packs: [{ id: newId(), code: 'BALE', kind: 'bale', smallest: 40, per: 2 }],
    });
    expect(await mission.ask(getItem, { itemId })).toMatchObject({
      code: 'BLK-TH',
      familyNames: { en: 'Bedding', tr: 'Yatak', ar: 'مفروشات' },
      volumeCm3: 8500.5,
      packs: [{ code: 'BALE', smallest: 20, per: 1, version: 1, uses: 0 }],
      codes: [{ system: 'ifrc', code: 'HBEDBLAN' }],
      booked: false,
    });
  });

  test.each(['battanye', 'بطانية', 'BLK-TH', 'hbedblan', 'termal', 'blanket th'])('finds it as %s', async (text) => {
    expect((await mission.ask(searchItems, { text })).rows[0]).toMatchObject({ code: 'BLK-TH', packs: [{ code: 'BALE' }] });
  });

  test('refuses a code twice, a code of others twice, a GTIN that cannot be, and a UN number of harmless goods', async () => {
    const item = (over: object) => ({
      itemId: newId(),
      code: `X-${newId().slice(-6)}`,
      unit: 'piece' as const,
      family: 'T',
      nameEn: 'X',
      ...over,
    });
    expect(await mission.run(createItem, item({ code: 'BLK-TH' }))).toMatchObject(refusedAs('goods.item-code-taken'));
    expect(await mission.run(createItem, item({ codes: [{ system: 'ifrc', code: 'HBEDBLAN' }] }))).toMatchObject(
      refusedAs('goods.code-known'),
    );
    expect(await mission.run(createItem, item({ codes: [{ system: 'gtin', code: '4006381333932' }] }))).toMatchObject(
      refusedAs('goods.gtin-wrong'),
    );
    expect(await mission.run(createItem, item({ codes: [{ system: 'gtin', code: '4006381333931' }] }))).toMatchObject({ state: 'applied' });
    expect(await mission.run(createItem, item({ unNumber: 'UN1203' }))).toMatchObject(refusedAs('goods.un-number-unfit'));
    expect(await mission.run(createItem, item({ family: 'NONE' }))).toMatchObject(refusedAs('goods.family-not-found'));
  });

  test('nobody overwrites an item they have not seen', async () => {
    const itemId = await makeItem(mission);
    const item = await mission.ask(getItem, { itemId });
    const change = { itemId, version: 1, code: item.code, unit: 'kit' as const, tracking: 'lot' as const, family: 'T', nameEn: 'New name' };
    await mission.apply(changeItem, change);
    expect(await mission.run(changeItem, change)).toMatchObject(refusedAs('goods.changed-meanwhile'));
    expect(await mission.ask(getItem, { itemId })).toMatchObject({ nameEn: 'New name', unit: 'kit', version: 2 });
    expect((await mission.ask(searchItems, { text: 'new name' })).rows).toHaveLength(1);
  });

  test('a retired item is found only when asked for, and names what took its place', async () => {
    const [old, next] = [await makeItem(mission, { nameEn: 'Old lantern' }), await makeItem(mission, { nameEn: 'New lantern' })];
    expect(await mission.run(retireItem, { itemId: old, replacedBy: old, reason: 'test' })).toMatchObject(
      refusedAs('goods.replacement-unfit'),
    );
    await mission.apply(retireItem, { itemId: old, replacedBy: next, reason: 'new model' });
    expect(await mission.run(retireItem, { itemId: old, reason: 'again' })).toMatchObject(refusedAs('goods.already-retired'));
    expect((await mission.ask(searchItems, { text: 'old lantern' })).rows.map((row) => row.id)).not.toContain(old);
    expect((await mission.ask(searchItems, { text: 'old lantern', withRetired: true })).rows[0]).toMatchObject({ id: old });
    expect(await mission.ask(getItem, { itemId: old })).toMatchObject({ status: 'retired', replacedBy: next });
    await mission.apply(reinstateItem, { itemId: old });
    expect(await mission.ask(getItem, { itemId: old })).toMatchObject({ status: 'active', replacedBy: null });
  });

  test('families are a tree without circles, and a list of one holds those under it', async () => {
    await mission.apply(createFamily, { code: 'WAT', nameEn: 'Water' });
    await mission.apply(createFamily, { code: 'WATS', nameEn: 'Water storage', parent: 'WAT' });
    expect(await mission.run(createFamily, { code: 'WAT', nameEn: 'Again' })).toMatchObject(refusedAs('goods.family-code-taken'));
    const circle = { code: 'WAT', version: 1, nameEn: 'Water', parent: 'WATS' };
    expect(await mission.run(changeFamily, circle)).toMatchObject(refusedAs('goods.family-circle'));
    const itemId = await makeItem(mission, { family: 'WATS', nameEn: 'Jerrycan' });
    expect((await mission.ask(listItems, { family: 'WAT' })).rows.map((row) => row.id)).toEqual([itemId]);
    const rows = (await mission.ask(listFamilies, {})).rows.filter((row) => row.code.startsWith('WAT'));
    expect(rows.map((row) => [row.code, row.depth, row.items])).toEqual([
      ['WAT', 0, 0],
      ['WATS', 1, 1],
    ]);
  });

  test('a pack has one version in use, and one that ended is used no more', async () => {
    const itemId = await makeItem(mission);
    const pack = { id: newId(), code: 'CARTON', kind: 'carton' as const, smallest: 24 };
    await mission.apply(addPack, { itemId, pack });
    expect(await mission.run(addPack, { itemId, pack: { ...pack, id: newId() } })).toMatchObject(refusedAs('goods.pack-code-taken'));
    await mission.apply(endPack, { packId: pack.id, reason: 'packed otherwise' });
    expect(await mission.run(endPack, { packId: pack.id, reason: 'again' })).toMatchObject(refusedAs('goods.pack-ended'));
    expect((await mission.ask(getItem, { itemId })).packs).toMatchObject([{ code: 'CARTON', reason: 'packed otherwise' }]);
  });

  test('who may read the catalogue may not change it', async () => {
    const reader = await mission.user({ permissions: ['goods.list-items'] });
    const itemId = await makeItem(mission);
    expect(await mission.ask(getItem, { itemId }, reader)).toMatchObject({ abilities: [] });
    const outcome = await mission.run(retireItem, { itemId, reason: 'not mine' }, { as: reader });
    expect(outcome).toMatchObject(refusedAs('common.not-permitted'));
  });
});

describe('stock places', () => {
  const place = (over: object) => ({ placeId: newId(), kind: 'bin' as const, code: `P-${newId().slice(-8)}`, nameEn: 'Place', ...over });

  test('stand in a tree, and know their path', async () => {
    expect(await mission.ask(getPlace, { placeId: stage.binA })).toMatchObject({
      depth: 1,
      siteCode: 'S-BRC',
      path: [{ code: 'BRC' }, { code: 'BRC-A1' }],
    });
    const rows = (await mission.ask(listPlaces, { under: stage.warehouse })).rows;
    expect(rows.map((row) => row.code)).toEqual(['BRC', 'BRC-A1', 'BRC-B1']);
    expect((await mission.ask(searchPlaces, { text: 'brc a1' })).rows[0]).toMatchObject({ code: 'BRC-A1', within: 'BRC' });
  });

  test.each([
    ['a bin at a site', { siteId: 'site' }],
    ['a warehouse in a warehouse', { kind: 'warehouse', parentId: 'warehouse' }],
    ['a bin in a bin', { parentId: 'bin' }],
    ['a warehouse without a site', { kind: 'warehouse' }],
  ])('refuses %s', async (_name, over) => {
    const ids: Record<string, string> = { site: stage.siteId, warehouse: stage.warehouse, bin: stage.binA };
    const real = Object.fromEntries(Object.entries(over).map(([key, value]) => [key, ids[value] ?? value]));
    real['kind'] = over && 'kind' in over ? over.kind : 'bin';
    expect(await mission.run(openPlace, place(real))).toMatchObject(refusedAs('goods.place-kind-unfit'));
  });

  test('a place that closes takes what lies within along, and opens only within an open one', async () => {
    const zone = place({ kind: 'zone', parentId: stage.warehouse });
    const bin = place({ parentId: zone.placeId });
    await mission.apply(openPlace, zone);
    await mission.apply(openPlace, bin);
    const close = { placeId: zone.placeId, closedOn: '2023-03-01', reason: 'moved out' };
    expect(await mission.run(closePlaceCommand, { ...close, closedOn: '2022-01-01' })).toMatchObject(
      refusedAs('goods.place-dates-reversed'),
    );
    await mission.apply(closePlaceCommand, close);
    expect(await mission.ask(getPlace, { placeId: bin.placeId })).toMatchObject({ status: 'closed' });
    expect(await mission.run(reopenPlace, { placeId: bin.placeId })).toMatchObject(refusedAs('goods.parent-closed'));
    expect(await mission.run(openPlace, place({ parentId: zone.placeId }))).toMatchObject(refusedAs('goods.parent-closed'));
    await mission.apply(reopenPlace, { placeId: zone.placeId });
    await mission.apply(reopenPlace, { placeId: bin.placeId });
  });

  test('who works at another site neither sees nor changes it', async () => {
    const rights = ['goods.list-places', 'goods.change-place', 'goods.open-place'];
    const here = await mission.user({ permissions: rights, scope: { kind: 'site', id: stage.siteId } });
    const there = await mission.user({ permissions: rights, scope: { kind: 'site', id: newId() } });
    expect((await mission.ask(listPlaces, {}, here)).rows.length).toBeGreaterThan(0);
    expect((await mission.ask(listPlaces, {}, there)).rows).toEqual([]);
    expect((await mission.ask(searchPlaces, { text: 'brc' }, there)).rows).toEqual([]);
    const change = { placeId: stage.binB, version: 1, code: 'BRC-B1', nameEn: 'Bin B1' };
    expect(await mission.run(changePlace, change, { as: there })).toMatchObject(refusedAs('common.not-permitted'));
    await mission.apply(changePlace, change, { as: here });
  });

  test('a partner reaches its own store, and what lies within', async () => {
    const partner = await mission.user({ permissions: ['goods.list-places'], orgKind: 'partner' });
    const { rows } = await mission.tx((tx) => tx.query<{ org_id: string }>('select org_id from users where id = $1', [partner]));
    const orgId = rows[0]!.org_id;
    const keeper = await mission.user({ permissions: ['goods.list-places'], orgKind: 'partner', orgId, scope: { kind: 'org', id: orgId } });
    const store = place({ kind: 'partner-store', siteId: stage.siteId, orgId });
    await mission.apply(openPlace, store);
    await mission.apply(openPlace, place({ parentId: store.placeId }));
    expect((await mission.ask(listPlaces, {}, keeper)).rows.map((row) => row.kind)).toEqual(['partner-store', 'bin']);
  });
});
