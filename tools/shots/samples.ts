import type { Page } from 'playwright-core';
import { newId } from '#foundation/ids.ts';
import { recordFeedback } from '#modules/assistance/contract/feedback/feedback.ts';
import { workbook } from '#tests/support/import.ts';
import { askIn } from './page.ts';

type Row = Readonly<Record<string, unknown>>;
/** Asks a query as whoever is signed in; a refusal answers no rows. */
export type Ask = (query: string, input?: object) => Promise<{ readonly rows?: readonly Row[] }>;

const first = async (ask: Ask, query: string, input?: object): Promise<Row | undefined> => (await ask(query, input)).rows?.[0];

/** Addresses of pages that need more than the first row of one list; undefined: the demonstration has nothing for them. */
export const samples: Readonly<Record<string, (ask: Ask) => Promise<string | undefined>>> = {
  'access.user': async (ask) => address('/admin/users/', (await first(ask, 'access.list-users', { limit: 1 }))?.['id']),
  'audit.command': async (ask) => address('/admin/audit/', (await first(ask, 'audit.search-commands', { limit: 1 }))?.['id']),
  'goods.stock-card': async (ask) => {
    const row = await first(ask, 'goods.list-stock', { limit: 1, groupBy: ['item', 'place'], sort: '-qty' });
    return row && `/goods/stock-card?item=${row['itemId'] as string}&place=${row['placeId'] as string}`;
  },
  'goods.lot': async (ask) => {
    const rows = (await ask('goods.list-stock', { limit: 200, groupBy: ['lot', 'item'] })).rows ?? [];
    return address('/goods/lots/', rows.find((row) => row['lotId'] !== null)?.['lotId']);
  },
  'goods.document': async (ask) => {
    const row = await first(ask, 'goods.list-stock', { limit: 1, groupBy: ['item', 'place'], sort: '-qty' });
    const moved = row && (await first(ask, 'goods.list-card', { item: row['itemId'], place: row['placeId'] }));
    return address('/goods/documents/', moved?.['documentId']);
  },
  'goods.pack-uses': async (ask) => {
    const items = (await ask('goods.search-items', { text: 'hygiene', limit: 20 })).rows ?? [];
    const packs = items.flatMap((item) => item['packs'] as readonly { id: string }[]);
    return address('/goods/packs/', packs[0]?.id);
  },
  'imports.import': async (ask) => address('/imports/', (await first(ask, 'imports.list-imports', { limit: 1 }))?.['id']),
  'supply.receive': async (ask) => address('/supply/incoming/', (await first(ask, 'supply.list-incoming', { limit: 1 }))?.['legId']),
  'supply.pipeline-stage': async () => '/supply/pipeline/stage?stage=warehouse',
};

/** What a page looks like with another record than the first of its list. */
export const otherLooks: Readonly<Record<string, (ask: Ask) => Promise<string | undefined>>> = {
  'goods.item.kit': async (ask) =>
    address('/goods/items/', (await first(ask, 'goods.search-items', { text: 'KIT-WIN', limit: 1 }))?.['id']),
  'assistance.event.open': async (ask) =>
    address('/assistance/events/', (await first(ask, 'assistance.list-events', { states: ['open'], limit: 1 }))?.['id']),
  'supply.shipment.on-the-road': async (ask) =>
    address('/supply/shipments/', (await first(ask, 'supply.list-shipments', { states: ['moving'], limit: 1 }))?.['id']),
};

const address = (path: string, id: unknown): string | undefined => (typeof id === 'string' ? path + id : undefined);

/** A list of sites as a province office sends it, with two faults to mend. */
export const siteSheet = () =>
  workbook([
    ['Kod', 'Tür', 'Ad (Türkçe)', 'İl', 'İlçe', 'Enlem', 'Boylam', 'Hassasiyet', 'Açılış tarihi'],
    ['FOT-1', 'Depo', 'Burç Ek Deposu (demo)', 'Gaziantep', 'Şahinbey', '37,0312', '37,2204', 'Kısıtlı', '06.02.2023'],
    ['FOT-2', 'Konteynır kent', 'İslahiye Konteyner Kenti (demo)', 'Gaziantep', 'İslahiye', '37,02', '36,63', '', '6 Şubat 2023'],
    ['FOT-3', 'Çadır kent', 'Samandağ Çadır Kenti (demo)', 'Hatay', 'Samandağ', '36,08', '35,97', '', '31.02.2023'],
  ]);

/** Takes down a question at a site, as whoever is signed in, where nobody has asked one yet. */
export async function sayWord(page: Page): Promise<void> {
  if (await first((query, input) => askIn(page, query, input), 'assistance.list-feedback', { limit: 1 })) return;
  const site = await first((query, input) => askIn(page, query, input), 'places.list-sites', { limit: 1 });
  const input = {
    feedbackId: newId(),
    siteId: site?.['id'],
    category: 'question',
    channel: 'visit',
    language: 'tr',
    words: 'Battaniyeler ne zaman gelecek? (demo)',
  };
  const { name, version } = recordFeedback;
  const body = JSON.stringify([{ id: newId(), name, version, input, occurredAt: new Date().toISOString() }]);
  const answer = await page.evaluate(async (commands) => {
    const headers = { 'x-kervan': '1', 'content-type': 'application/json' };
    return (await fetch('/api/commands', { method: 'POST', headers, body: commands })).text();
  }, body);
  if (!answer.includes('"applied"')) throw new Error(`no word was taken down: ${answer.slice(0, 300)}`);
}
