import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import type { Id } from '#foundation/ids.ts';
import { newGuestToken } from '#kernel/access/domain/guest-passes.ts';
import { listMine } from '#kernel/notify/contract/notifications.ts';
import { createSite } from '#kernel/places/contract/sites.ts';
import { liftWaiver, waiveVisibility } from '#kernel/places/contract/waivers.ts';
import { planned, setSquare } from '#tests/support/assistance.ts';
import type { Planned, Square } from '#tests/support/assistance.ts';
import { yard as yardRoom } from '#tests/support/goods-yard.ts';
import { importsOf, workbook } from '#tests/support/import.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { Browser, openDoors } from '#tests/support/sign-in.ts';
import {
  acknowledgeFeedback,
  answerFeedback,
  closeLoop,
  getFeedback,
  listFeedback,
  openCategories,
  recordFeedback,
  reopenFeedback,
  sealFeedback,
  sealedCategories,
} from '../../contract/feedback/feedback.ts';
import { askForAnswer, getFeedbackDoor, giveFeedbackLink, sayByLink, withdrawFeedbackLink } from '../../contract/feedback/links.ts';
import {
  endFocalPoint,
  getSealed,
  listFocalPoints,
  listSealed,
  moveSealed,
  nameFocalPoint,
  tellFocalPoints,
} from '../../contract/feedback/sealed.ts';

let mission: TestMission;
let square: Square;
let event: Planned;
let theirs: Planned;
let app: Awaited<ReturnType<typeof openDoors>>;
beforeAll(async () => {
  mission = await openTestMission([yardRoom]);
  square = await setSquare(mission);
  event = await planned(square);
  theirs = await planned(square, { orgId: square.other });
  app = await openDoors(mission);
});
afterAll(async () => {
  await app.close();
  await mission.close();
});

const refused = (type: string) => ({ state: 'refused', problem: { type } });
type Category = (typeof openCategories)[number] | (typeof sealedCategories)[number];
const secretWords = 'The man at lane two asks for a favour';
async function said(category: Category, over: object = {}): Promise<{ feedbackId: Id; reference: string }> {
  const feedbackId = newId();
  const input = {
    feedbackId,
    siteId: square.site,
    eventId: event.eventId,
    category,
    channel: 'event' as const,
    language: 'ar' as const,
    words: secretWords,
    ...over,
  };
  return { feedbackId, ...(await mission.apply(recordFeedback, input)) };
}
const shown = async (feedbackId: Id) => mission.ask(getFeedback, { feedbackId });

describe('a complaint', () => {
  it('is answered and the loop closed, each in its turn and against what was seen', async () => {
    const { feedbackId } = await said('quality', { anonymous: false, contact: 'tent B-14' });
    expect(await shown(feedbackId)).toMatchObject({
      state: 'received',
      words: secretWords,
      contact: 'tent B-14',
      orgNames: { en: 'Jasmine house' },
    });
    expect(await mission.run(closeLoop, { feedbackId, version: 1, loop: 'told' })).toMatchObject(refused('assistance.feedback-state'));
    await mission.apply(acknowledgeFeedback, { feedbackId, version: 1 });
    expect(await mission.run(answerFeedback, { feedbackId, version: 1, answer: 'too late' })).toMatchObject(
      refused('assistance.feedback-changed-meanwhile'),
    );
    await mission.apply(answerFeedback, { feedbackId, version: 2, answer: 'New kits come on Monday' });
    await mission.apply(closeLoop, { feedbackId, version: 3, loop: 'told' });
    expect(await shown(feedbackId)).toMatchObject({ state: 'loop_closed', answer: 'New kits come on Monday', loop: 'told' });
    await mission.apply(reopenFeedback, { feedbackId, version: 4, reason: 'nobody came' });
    expect(await shown(feedbackId)).toMatchObject({ state: 'reopened', loop: null, closedAt: null });
  });

  it('that is anonymous keeps no contact, whatever was typed', async () => {
    const { feedbackId } = await said('waiting', { anonymous: true, contact: '0555 000' });
    expect((await shown(feedbackId)).contact).toBeNull();
  });

  it('has a clock by its kind, and is found again by the reference that the person was told', async () => {
    const { reference } = await said('question');
    const { rows } = await mission.ask(listFeedback, { reference });
    expect(rows).toMatchObject([{ receivedAt: '2023-03-01T09:00:00.000Z', dueAt: '2023-03-08T09:00:00.000Z', overdue: false }]);
    mission.setNow('2023-03-09T09:00:00Z');
    expect((await mission.ask(listFeedback, { reference, overdue: true })).total).toBe(1);
    mission.setNow('2023-03-01T09:00:00Z');
  });

  it('of a distribution lies at its site, whatever site was said', async () => {
    const elsewhere = newId();
    await mission.apply(createSite, { siteId: elsewhere, code: 'DP-8', type: 'distribution-point', nameEn: 'Elsewhere', area: 'SY02' });
    const { feedbackId } = await said('waiting', { siteId: elsewhere });
    expect((await shown(feedbackId)).siteNames).toMatchObject({ en: 'Distribution point' });
  });

  it('of another partner is seen by no partner, whatever the scope of the right', async () => {
    const mine = await said('quantity');
    const other = await said('quantity', { eventId: theirs.eventId });
    const user = await mission.user({
      permissions: ['assistance.list-feedback', 'assistance.answer-feedback'],
      orgKind: 'partner',
      orgId: square.partner,
    });
    const seen = (await mission.ask(listFeedback, { limit: 1000 }, user)).rows.map((row) => row.id);
    expect(seen).toContain(mine.feedbackId);
    expect(seen).not.toContain(other.feedbackId);
    await expect(mission.ask(getFeedback, { feedbackId: other.feedbackId }, user)).rejects.toMatchObject({ code: 'common.not-permitted' });
    expect(await mission.run(answerFeedback, { feedbackId: other.feedbackId, version: 1, answer: 'ours' }, { as: user })).toMatchObject(
      refused('common.not-permitted'),
    );
  });

  it('lies nowhere in clear: neither its words in the tables nor its kind in the log', async () => {
    await said('fraud', { words: 'planted words 8841', contact: 'planted contact 8842', anonymous: false });
    await mission.asOwner(async (client) => {
      const tables = await client.query<{ at: string }>('select tablename as at from pg_tables where schemaname = current_schema()');
      expect(tables.rows.length).toBeGreaterThan(50);
      for (const { at } of tables.rows) {
        const found = await client.query<{ n: number }>(`select count(*)::int as n from "${at}" t where t::text like '%planted%'`);
        expect([at, found.rows[0]!.n]).toEqual([at, 0]);
      }
    });
  });
});

describe('a focal point', () => {
  it('is named by another, from the mission’s own people alone', async () => {
    const namer = await mission.user({ permissions: ['assistance.name-focal-point'] });
    expect(await mission.run(nameFocalPoint, { focalPointId: newId(), userId: namer }, { as: namer })).toMatchObject(
      refused('assistance.focal-point-not-oneself'),
    );
    const partner = await mission.user({ permissions: ['assistance.list-events'], orgKind: 'partner', orgId: square.partner });
    expect(await mission.run(nameFocalPoint, { focalPointId: newId(), userId: partner }, { as: namer })).toMatchObject(
      refused('assistance.focal-point-own-people'),
    );
    await expect(
      mission.tx((tx) =>
        tx.query(`insert into assistance_focal_points (id, user_id, named_by, named_at) values ($1, $2, $2, '2023-01-01')`, [
          newId(),
          namer,
        ]),
      ),
    ).rejects.toMatchObject({ code: 'assistance.focal-point-not-oneself' });
  });
});

describe('a sealed report', () => {
  const rights = [listSealed.name, moveSealed.name, 'assistance.list-feedback', 'assistance.seal-feedback'];
  const named = async (): Promise<{ userId: Id; focalPointId: Id }> => {
    const userId = await mission.user({ permissions: rights });
    const focalPointId = newId();
    await mission.apply(nameFocalPoint, { focalPointId, userId });
    return { userId, focalPointId };
  };

  it('is seen by whom an oracle allows, in lists, alone, in what is done and in the database itself', async () => {
    const [focal, accused, former] = [await named(), await named(), await named()];
    await mission.apply(endFocalPoint, { focalPointId: former.focalPointId });
    expect((await mission.ask(listFocalPoints, {})).rows.map((row) => row.userId)).not.toContain(former.userId);
    const everything = await mission.user({
      permissions: [...rights, 'assistance.list-events', 'assistance.name-focal-point', 'assistance.list-focal-points'],
    });
    const partner = await mission.user({ permissions: rights, orgKind: 'partner', orgId: square.partner });
    // A focal point who went over to a partner reads what is not about it.
    const turned = await mission.user({ permissions: rights, orgKind: 'partner', orgId: square.partner });
    await mission.tx((tx) =>
      tx.query(`insert into assistance_focal_points (id, user_id, named_by, named_at) values ($1, $2, $3, '2023-01-01')`, [
        newId(),
        turned,
        everything,
      ]),
    );
    const readers = [focal.userId, accused.userId, former.userId, everything, partner, turned];
    const report = fc.record({
      category: fc.constantFrom<Category>(...openCategories, ...sealedCategories),
      theirs: fc.boolean(),
      about: fc.constantFrom(null, accused.userId, partner),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(report, { minLength: 1, maxLength: 4 }), async (reports) => {
        for (const one of reports) {
          const about = one.about ? { aboutUserId: one.about } : {};
          const { feedbackId, reference } = await said(one.category, { eventId: one.theirs ? theirs.eventId : event.eventId, ...about });
          expect(reference).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/);
          const sealed = (sealedCategories as readonly string[]).includes(one.category);
          for (const as of readers) {
            const free = as === focal.userId || (as === accused.userId && one.about !== accused.userId) || (as === turned && one.theirs);
            const may = sealed && free;
            expect((await mission.ask(listSealed, { limit: 1000 }, as)).rows.some((row) => row.id === feedbackId)).toBe(may);
            const got = await mission.ask(getSealed, { reportId: feedbackId }, as).then(
              () => true,
              () => false,
            );
            expect(got).toBe(may);
            const direct = await mission.tx(async (tx) => {
              await tx.query(`select set_config('kervan.user', $1, true)`, [as]);
              return (await tx.query('select id from assistance_sealed_reports where id = $1', [feedbackId])).rows.length === 1;
            });
            expect(direct).toBe(may);
            if (!may)
              expect(
                await mission.run(moveSealed, { actId: newId(), reportId: feedbackId, version: 1, state: 'closed' }, { as }),
              ).toMatchObject(refused('assistance.report-not-found'));
          }
          // No list of the desk bears a trace of it.
          const desk = (await mission.ask(listFeedback, { reference }, everything)).total;
          expect(desk).toBe(sealed ? 0 : 1);
        }
      }),
      { numRuns: 6 },
    );
  });

  it('goes on by acts that only focal points read, and ends without detail', async () => {
    const { userId } = await named();
    const { feedbackId: reportId } = await said('abuse');
    await mission.apply(moveSealed, { actId: newId(), reportId, version: 1, state: 'focal_point', note: 'met the woman' }, { as: userId });
    expect(await mission.run(moveSealed, { actId: newId(), reportId, version: 1, state: 'closed' }, { as: userId })).toMatchObject(
      refused('assistance.feedback-changed-meanwhile'),
    );
    await mission.apply(moveSealed, { actId: newId(), reportId, version: 2, state: 'external_investigation' }, { as: userId });
    expect(await mission.run(moveSealed, { actId: newId(), reportId, version: 3, state: 'focal_point' }, { as: userId })).toMatchObject(
      refused('assistance.feedback-state'),
    );
    expect(await mission.ask(getSealed, { reportId }, userId)).toMatchObject({
      state: 'external_investigation',
      acts: [{ note: null }, { note: 'met the woman' }],
    });
    const actsSeen = async (as: Id) =>
      mission.tx(async (tx) => {
        await tx.query(`select set_config('kervan.user', $1, true)`, [as]);
        return (await tx.query('select id from assistance_sealed_acts where report_id = $1', [reportId])).rows.length;
      });
    expect(await actsSeen(userId)).toBe(2);
    expect(await actsSeen(await mission.user({ permissions: rights }))).toBe(0);
  });

  it('may begin as a complaint: once it is sealed the desk has it no more', async () => {
    const { userId } = await named();
    const { feedbackId } = await said('staff');
    await mission.apply(sealFeedback, { feedbackId, category: 'exploitation' });
    await expect(shown(feedbackId)).rejects.toThrow();
    expect((await mission.ask(listSealed, { limit: 1000 }, userId)).rows.find((row) => row.id === feedbackId)).toMatchObject({
      category: 'exploitation',
      state: 'restricted',
    });
    expect((await mission.ask(getSealed, { reportId: feedbackId }, userId)).words).toBe(secretWords);
  });
});

describe('a link', () => {
  async function guestAt(place: { siteId: Id; eventId?: Id }) {
    const token = newGuestToken();
    const linkId = newId();
    await mission.apply(giveFeedbackLink, { linkId, ...place, days: 7, token });
    const guest = new Browser(app);
    const post = guest.post.bind(guest);
    guest.post = (url, payload, headers) => post(url, payload, { authorization: `Bearer ${token}`, ...headers });
    return { linkId, guest };
  }
  const say = async (guest: Browser, category: Category) => {
    const input = { feedbackId: newId(), category, language: 'ar' as const, words: secretWords };
    const { body } = await guest.send(sayByLink, input);
    return { ...input, reference: (body as unknown as { result: { reference: string } }).result.reference };
  };
  const dataOf = async (asked: ReturnType<Browser['ask']>) => ((await asked).body as unknown as { data: object }).data;
  const answerTo = (guest: Browser, reference: string) => dataOf(guest.ask(askForAnswer, { reference }));

  it('says the place by its code where a waiver stands: its name may tell whose it is', async () => {
    const { guest } = await guestAt({ siteId: square.site, eventId: event.eventId });
    const named = async () => (await dataOf(guest.ask(getFeedbackDoor, {}))) as { siteNames: Record<string, string> };
    const before = await named();
    const waiverId = newId();
    await mission.apply(waiveVisibility, { waiverId, orgId: square.partner, fromDay: '2023-01-01', reason: 'threats' });
    const { siteNames } = await named();
    expect(Object.keys(siteNames)).toEqual(['en']);
    expect(Object.values(before.siteNames)).not.toContain(siteNames['en']);
    await mission.apply(liftWaiver, { waiverId, reason: 'The road is safe' });
    expect((await named()).siteNames).toEqual(before.siteNames);
  });

  it('lets anybody speak without a sign-in, names nobody, and gives the answer to the reference', async () => {
    const { guest } = await guestAt({ siteId: square.site, eventId: event.eventId });
    expect(Object.keys(await dataOf(guest.ask(getFeedbackDoor, {})))).toEqual(['siteNames', 'now', 'until']);
    expect(await dataOf(guest.ask(getFeedbackDoor, {}))).toMatchObject({
      now: expect.stringMatching(/^2023-/) as unknown,
      until: expect.stringMatching(/^2023-/) as unknown,
    });
    const { feedbackId, reference } = await say(guest, 'quality');
    expect(await shown(feedbackId)).toMatchObject({ channel: 'link', anonymous: true, contact: null, eventNumber: event.number });
    expect(await answerTo(guest, reference)).toEqual({ answer: null });
    await mission.apply(answerFeedback, { feedbackId, version: 1, answer: 'New kits come on Monday' });
    expect(await answerTo(guest, reference.toLowerCase().replace('-', ' '))).toEqual({ answer: 'New kits come on Monday' });
    // At another site the reference says nothing.
    const elsewhere = newId();
    await mission.apply(createSite, { siteId: elsewhere, code: 'DP-9', type: 'distribution-point', nameEn: 'Elsewhere', area: 'SY02' });
    expect(await answerTo((await guestAt({ siteId: elsewhere })).guest, reference)).toEqual({ answer: null });
  });

  it('takes a report of abuse that nobody at the desk sees, and answers of it as of a reference that never was', async () => {
    const { guest } = await guestAt({ siteId: square.site });
    const { feedbackId, reference } = await say(guest, 'exploitation');
    await expect(shown(feedbackId)).rejects.toMatchObject({ code: 'assistance.feedback-not-found' });
    expect((await mission.ask(listFeedback, { reference })).total).toBe(0);
    expect(await answerTo(guest, reference)).toEqual(await answerTo(guest, 'ZZZZ-ZZZZ'));
  });

  it('opens nothing besides, and nothing at all once it is withdrawn', async () => {
    const { guest, linkId } = await guestAt({ siteId: square.site });
    expect((await guest.post(`/api/queries/${listFeedback.name}`, {})).status).toBe(403);
    await mission.apply(withdrawFeedbackLink, { linkId, siteId: square.site });
    expect((await guest.post(`/api/queries/${getFeedbackDoor.name}`, {})).status).toBe(401);
  });
});

it('a sealed report rings the bell of focal points who may read it, once, without a word of what, whose or by whom', async () => {
  const [focal, about] = [await mission.user({ permissions: [] }), await mission.user({ permissions: [] })];
  for (const userId of [focal, about]) await mission.apply(nameFocalPoint, { focalPointId: newId(), userId });
  await mission.apply(tellFocalPoints, {});
  const bell = async (user: Id) => (await mission.ask(listMine, {}, user)).rows.filter((row) => row.kind === 'sealed-arrived');
  const before = { focal: (await bell(focal)).length, about: (await bell(about)).length };
  await said('fraud', { aboutUserId: about });
  expect((await bell(focal)).length).toBe(before.focal);
  await mission.apply(tellFocalPoints, {});
  await mission.apply(tellFocalPoints, {});
  const rung = await bell(focal);
  expect(rung.length).toBe(before.focal + 1);
  expect(rung[0]).toMatchObject({ figures: {}, subject: { kind: 'assistance-sealed', id: focal } });
  expect((await bell(about)).length).toBe(before.about);
});

it('complaints that were written down by hand come by a sheet; abuse among them goes sealed, and a place out of reach is none', async () => {
  const sheets = importsOf(mission);
  const rows = [
    ['Site or distribution', 'Said on', 'About', 'What was said', 'How to reach the person'],
    [event.number, '2023-02-20', 'Waiting and crowding', 'Three hours in the sun', 'tent B-2'],
    ['DP-1', '2023-02-21', 'Fraud', 'Money for a token', ''],
  ];
  const before = (await mission.ask(listFeedback, { channel: 'sheet' })).total;
  const theirsAlone = await mission.user({
    permissions: ['assistance.import-feedback', 'imports.stage-file', 'imports.list-imports'],
    scope: { kind: 'org', id: square.other },
  });
  const looked = await sheets.check('assistance.feedback', await workbook(rows), { language: 'en', as: theirsAlone });
  expect((await sheets.look(looked)).counts.faulty).toBe(2);
  const importId = await sheets.check('assistance.feedback', await workbook([...rows, ['', '', '', '', '']]), { language: 'en' });
  await sheets.apply(importId);
  const { rows: kept } = await mission.ask(listFeedback, { channel: 'sheet' });
  expect(kept.length).toBe(before + 1);
  expect(kept[0]).toMatchObject({
    category: 'waiting',
    eventNumber: event.number,
    anonymous: false,
    receivedAt: '2023-02-20T12:00:00.000Z',
    overdue: false,
  });
});
