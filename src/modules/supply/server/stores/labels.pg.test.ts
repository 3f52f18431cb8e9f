import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { pressOf } from '#foundation/pdf/press.ts';
import { printPaper } from '#foundation/pdf/print.ts';
import { makeItem, setStage, yard } from '#tests/support/goods-yard.ts';
import type { Stage } from '#tests/support/goods-yard.ts';
import { openTestMission, systemUser } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { aGrant, anOrganisation, received } from '#tests/support/stores.ts';
import { readScan } from '../../domain/stores/scan.ts';
import { labelsPaper } from './labels.ts';

let mission: TestMission;
let stage: Stage;
beforeAll(async () => {
  mission = await openTestMission([yard]);
  stage = await setStage(mission);
});
afterAll(() => mission.close());

test('labels carry codes and names of things, never a grant, a donor, an owner or the mission', async () => {
  const item = await makeItem(mission, { code: 'LBL-1', tracking: 'lot', nameEn: 'Blanket', nameTr: 'Battaniye', nameAr: 'بطانية' });
  const [grant, sender] = [await aGrant(mission, 'SECRET-GRANT'), await anOrganisation(mission, 'Secret Supplier', 'supplier')];
  const lot = { id: newId(), code: 'L-77', expiresOn: '2025-06-30' };
  await received(mission, stage.binA, { itemId: item, good: 5, grantId: grant, lot }, { senderId: sender });
  const deps = { ...mission.kervan.deps };
  const request = { mission: mission.kervan.missions.find('test')!, credential: { kind: 'internal', userId: systemUser } as const };
  const lotId = await mission.tx(
    async (tx) => (await tx.query<{ id: string }>('select id from lots where item_id = $1', [item])).rows[0]!.id,
  );
  const input = { kind: 'lot', ids: [lotId], copies: 3 };
  const made = await labelsPaper.make(pressOf(deps, request, 'tr'), labelsPaper.input.parse(input) as never);
  if (made.template !== 'labels') throw new Error('not labels');
  expect(made.labels).toHaveLength(3);
  expect(made.labels[0]).toMatchObject({ code: 'L-77', lines: ['LBL-1', 'Blanket', 'Battaniye', 'بطانية'] });
  expect(readScan(made.labels[0]!.scan)).toEqual({ kind: 'label', of: 'lot', id: lotId });
  for (const secret of ['SECRET-GRANT', 'Secret Supplier', grant, sender, request.mission.name])
    expect(JSON.stringify(made)).not.toContain(secret);
  const pdf = await printPaper(deps, request, labelsPaper, { input, language: 'tr' });
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  // The file itself names no author: a label is printed, and its file is sent on.
  expect(pdf.toString('latin1')).not.toContain('/Author');
});

test('more labels than one print holds are refused, not cut short', async () => {
  const request = { mission: mission.kervan.missions.find('test')!, credential: { kind: 'internal', userId: systemUser } as const };
  const item = await makeItem(mission);
  const input = labelsPaper.input.parse({ kind: 'item', ids: Array.from({ length: 6 }, () => item), copies: 100 });
  const made = labelsPaper.make(pressOf(mission.kervan.deps, request, 'en'), input as never);
  await expect(made).rejects.toMatchObject({ code: 'supply.too-many-labels', figures: { labels: 600, most: 500 } });
});

test('a store’s label bears its code alone, and all its bins print with it', async () => {
  const request = { mission: mission.kervan.missions.find('test')!, credential: { kind: 'internal', userId: systemUser } as const };
  const input = labelsPaper.input.parse({ kind: 'place', ids: [stage.warehouse], under: true });
  const made = await labelsPaper.make(pressOf(mission.kervan.deps, request, 'en'), input as never);
  expect(JSON.stringify(made)).not.toContain('Burç');
  expect(made).toMatchObject({ labels: [{ code: 'BRC', lines: [] }, { code: 'BRC-A1' }, { code: 'BRC-B1' }] });
});
