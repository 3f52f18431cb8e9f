import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { runJob, runListener } from '#foundation/jobs/run.ts';
import { smtpMailer } from '#foundation/mail/mailer.ts';
import type { Mailer } from '#foundation/mail/mailer.ts';
import { getSignInState, inviteUser, withdrawLink } from '#kernel/access/contract/links.ts';
import { setLanguage } from '#kernel/access/contract/me.ts';
import { disableUser } from '#kernel/access/contract/users.ts';
import { newLinkToken } from '#kernel/access/domain/two-step.ts';
import { linkTokenOf } from '#kernel/access/server/index.ts';
import { startSmtp } from '#tests/fakes/smtp.ts';
import type { FakeSmtp } from '#tests/fakes/smtp.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { Browser, enter, openDoors } from '#tests/support/sign-in.ts';
import { getDigest, setDigest } from '../contract/digests.ts';
import { markRead } from '../contract/notifications.ts';
import { insertNotifications } from './notifications.repo.ts';
import { setPost } from './index.ts';

let test: TestMission;
let smtp: FakeSmtp;
let mailer: Mailer;
beforeAll(async () => {
  [test, smtp] = await Promise.all([openTestMission(), startSmtp()]);
  mailer = smtpMailer({ host: '127.0.0.1', port: smtp.port, secure: false, from: 'kervan@example.org' });
});
beforeEach(() => {
  test.setNow('2023-03-01T06:30:00Z');
  setPost({ mailer, publicUrl: 'https://kervan.example.org' });
  smtp.refuse(false);
});
afterEach(() => {
  smtp.mails.length = 0;
});
afterAll(async () => {
  setPost(undefined);
  mailer.close();
  await smtp.close();
  await test.close();
});

const mission = (over = {}) => ({ ...test.kervan.missions.find('test')!, ...over });
const send = (over = {}) =>
  runJob(test.kervan.deps, mission(over), { id: newId(), name: 'notify.send-digests', data: {}, attempt: 1, willRetry: false });
const secretFigure = 'Fatma Yilmaz needs insulin';
let cause = 0;
const tellOf = (userId: string, at: string) =>
  test.tx((tx) =>
    insertNotifications.all(tx, {
      rows: [
        {
          id: newId(),
          userId,
          kind: 'mentioned',
          subjectKind: 'site',
          subjectId: newId(),
          figures: { word: secretFigure },
          from: null,
          at,
          cause: `cause ${(cause += 1)}`,
        },
      ],
    }),
  );
const mailsTo = (email: string) => smtp.mails.filter((mail) => mail.to === email);

describe('the digest', () => {
  it('says how much is unread with a link, and nothing of what it says', async () => {
    const person = await enter(test);
    await tellOf(person.userId, '2023-02-28T10:00:00Z');
    await tellOf(person.userId, '2023-02-28T11:00:00Z');
    await send();
    const [mail, ...more] = mailsTo(person.email);
    expect(more).toEqual([]);
    expect(mail!.headers).toMatch(/Subject: \[DEMONSTRATION\] Test: 2 new notifications/);
    expect(mail!.text).toContain('https://kervan.example.org/@test/notifications?unread=1');
    expect(JSON.stringify(mail)).not.toMatch(/Fatma|insulin|Zeynep|Arslan/);
  });

  it('comes once for what is new, however often the job runs, and not again for the same', async () => {
    const person = await enter(test);
    await tellOf(person.userId, '2023-02-28T10:00:00Z');
    await send();
    await send();
    expect(mailsTo(person.email)).toHaveLength(1);
    test.setNow('2023-03-02T06:30:00Z');
    await send();
    expect(mailsTo(person.email)).toHaveLength(1);
    await tellOf(person.userId, '2023-03-02T08:00:00Z');
    test.setNow('2023-03-03T06:30:00Z');
    await send();
    expect(mailsTo(person.email)).toHaveLength(2);
    expect(mailsTo(person.email)[1]!.text).toContain('2 are unread');
  });

  it('comes as often as its reader wants, in their language', async () => {
    const [never, weekly] = [await enter(test), await enter(test)];
    await test.apply(setDigest, { every: 'never' }, { as: never.userId });
    await test.apply(setDigest, { every: 'weekly' }, { as: weekly.userId });
    await test.apply(setLanguage, { language: 'tr' }, { as: weekly.userId });
    for (const { userId } of [never, weekly]) await tellOf(userId, '2023-02-28T10:00:00Z');
    await send();
    expect(mailsTo(never.email)).toEqual([]);
    expect(mailsTo(weekly.email)[0]!.text).toContain('okunmamış');
    await tellOf(weekly.userId, '2023-03-02T10:00:00Z');
    test.setNow('2023-03-04T06:30:00Z');
    await send();
    expect(mailsTo(weekly.email)).toHaveLength(1);
    test.setNow('2023-03-08T06:30:00Z');
    await send();
    expect(mailsTo(weekly.email)).toHaveLength(2);
    expect(await test.ask(getDigest, {}, weekly.userId)).toEqual({ every: 'weekly', mail: true, address: weekly.email });
  });

  it('does not come to who has read everything, nor to who has left', async () => {
    const [reader, gone] = [await enter(test), await enter(test)];
    await enter(test, { role: 'administrator' });
    for (const { userId } of [reader, gone]) await tellOf(userId, '2023-02-28T10:00:00Z');
    await test.apply(markRead, {}, { as: reader.userId });
    await test.apply(disableUser, { userId: gone.userId });
    await send();
    expect([...mailsTo(reader.email), ...mailsTo(gone.email)]).toEqual([]);
  });

  it('that the mail server turned away comes later, and is not counted as sent', async () => {
    const person = await enter(test);
    await tellOf(person.userId, '2023-02-28T10:00:00Z');
    smtp.refuse(true);
    await expect(send()).rejects.toThrow();
    smtp.refuse(false);
    await send();
    expect(mailsTo(person.email)).toHaveLength(1);
  });

  it('never comes from practice, nor where no mail is set', async () => {
    const person = await enter(test);
    await tellOf(person.userId, '2023-02-28T10:00:00Z');
    await send({ practice: true });
    setPost(undefined);
    await send();
    expect(smtp.mails).toEqual([]);
    expect(await test.ask(getDigest, {}, person.userId)).toMatchObject({ mail: false });
  });
});

it('who forgot the password gets a link by mail that opens, and the mail names nobody', async () => {
  const app = await openDoors(test, { mail: true });
  const person = await enter(test);
  await new Browser(app).post('/api/reset-password', { email: person.email });
  // The answer does not wait for the work, so that it tells nobody whether there was any.
  const event = await vi.waitFor(
    async () =>
      test.asOwner(async (client) => {
        const found = await client.query<{ id: string; payload: { linkId: string } }>(
          `select id, payload from ${mission().schema}.events where name = 'access.reset-asked'`,
        );
        if (!found.rows[0]) throw new Error('no link has been made yet');
        return found.rows[0];
      }),
    { timeout: 20_000, interval: 50 },
  );
  await runListener(test.kervan.deps, mission(), event.id, 0);
  const [mail] = mailsTo(person.email);
  const token = linkTokenOf(event.payload.linkId);
  expect(mail!.text).toContain(`https://kervan.example.org/@test/join#${token}`);
  expect(mail!.text).not.toMatch(/Zeynep|Arslan/);
  expect((await new Browser(app).post('/api/links/look', { token })).body).toMatchObject({ kind: 'own-reset' });
  await app.close();
});

describe('an invitation', () => {
  const invited = async (input: { mail?: boolean }) => {
    const person = await enter(test, { password: null });
    const token = newLinkToken();
    await test.apply(inviteUser, { linkId: newId(), userId: person.userId, token, ...input });
    const { rows } = await test.asOwner((client) =>
      client.query<{ id: string; payload: { linkId: string } }>(
        `select id, payload from events where name = 'access.user-invited' and payload->>'userId' = $1`,
        [person.userId],
      ),
    );
    if (rows[0]) await runListener(test.kervan.deps, mission(), rows[0].id, 0);
    return { ...person, token, mailed: rows[0] && linkTokenOf(rows[0].payload.linkId) };
  };

  it('goes by mail beside the printed link, names nobody, and the first of the two that is used ends the other', async () => {
    const app = await openDoors(test, { mail: true });
    const { email, token, mailed } = await invited({ mail: true });
    const [mail, ...more] = mailsTo(email);
    expect(more).toEqual([]);
    expect(mail!.text).toContain(`https://kervan.example.org/@test/join#${mailed}`);
    expect(JSON.stringify(mail)).not.toMatch(/Zeynep|Arslan/);
    const browser = new Browser(app);
    for (const one of [token, mailed])
      expect((await browser.post('/api/links/look', { token: one })).body).toMatchObject({ kind: 'invitation' });
    expect((await browser.post('/api/links/use', { token: mailed, password: 'brook under the old bridge' })).status).toBe(200);
    expect((await browser.post('/api/links/look', { token })).status).toBe(410);
    await app.close();
  });

  it('stays on paper where nobody asked for mail', async () => {
    const { email, mailed } = await invited({});
    expect([mailed, mailsTo(email)]).toEqual([undefined, []]);
  });

  it('that is withdrawn is withdrawn in both ways', async () => {
    const app = await openDoors(test, { mail: true });
    const { userId, token, mailed } = await invited({ mail: true });
    const { links } = await test.ask(getSignInState, { userId });
    expect(links).toHaveLength(1);
    await test.apply(withdrawLink, { userId, linkId: links[0]!.id });
    for (const one of [token, mailed]) expect((await new Browser(app).post('/api/links/look', { token: one })).status).toBe(410);
    await app.close();
  });
});
