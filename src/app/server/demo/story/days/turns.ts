import { hashToken } from '#modules/assistance/domain/token.ts';
import { rescheduleEvent, openEvent, stopEvent } from '#modules/assistance/contract/day.ts';
import { keySheet, undoHandover } from '#modules/assistance/contract/handovers.ts';
import { loseToken } from '#modules/assistance/contract/tokens.ts';
import type { Id } from '#foundation/ids.ts';
import { diceOf } from '../dice.ts';
import { dayAfter, hourOf } from '../schedule.ts';
import { closeCases } from './desk.ts';
import { coming, eveningOf, morning, sendAll } from './course.ts';
import { give, giveAll, giveByTent, minutesAfter, takeLanes } from './lanes.ts';
import { leftOf, losePhone } from './lost-phone.ts';
import type { Turn } from './plans.ts';
import { dueAt, phoneOf } from './told.ts';
import type { Told, Token } from './told.ts';

/** Where a day leaves its usual course. */
export interface Turning {
  readonly before?: (told: Told) => void;
  readonly morning?: (told: Told) => void;
  readonly evening?: (told: Told) => void;
  readonly afterwards?: (told: Told) => void;
}

const at = (told: Told, hour: string) => hourOf(told.plan.day, hour);
const put = (told: Told, hour: string, lane: number, run: () => void | Promise<void>) =>
  told.scene.step(at(told, hour), told.hands[lane]!.who, async () => {
    await run();
  });

/** The lanes break: one phone stops the day, the other does not hear of it and serves three more. On the third day it goes on. */
const crowd: Turning = {
  morning: (told) => {
    const { scene, eventId, plan } = told;
    const again = dayAfter(plan.day, 3);
    put(told, '06:20', 0, async () => {
      giveAll(told, 0, coming(told, 0).slice(0, 20), at(told, '05:10'));
      const note = 'The lanes broke at the gate; everybody was asked to go home (demo)';
      phoneOf(told, 0).record(at(told, '06:12'), stopEvent, {
        eventId,
        documentId: scene.player.id(),
        why: 'security',
        stock: 'secured',
        note,
      });
      await sendAll(told, 0);
    });
    put(told, '06:30', 1, () => {
      giveAll(told, 1, coming(told, 1).slice(0, 12), at(told, '05:10'));
      giveAll(told, 1, coming(told, 1).slice(12, 15), at(told, '06:14'));
    });
    put(told, '07:30', 1, () => sendAll(told, 1));
    scene.step(at(told, '13:00'), 'lead', async (player) => {
      await player.do(rescheduleEvent, {
        eventId,
        givesOn: again,
        reason: 'The elders keep the gate next time, in four shorter rows (demo)',
      });
    });
    scene.step(hourOf(dayAfter(again, -1), '15:00'), 'lead', () => takeLanes(told));
    scene.step(hourOf(again, '05:00'), told.hands[0]!.who, async () => {
      phoneOf(told, 0).record(hourOf(again, '05:00'), openEvent, { eventId, documentId: scene.player.id() });
      await phoneOf(told, 0).send();
    });
    for (const [lane, hand] of told.hands.entries()) {
      scene.step(hourOf(again, `08:0${lane}`), hand.who, async () => {
        giveAll(told, lane, coming(told, lane).slice(lane === 0 ? 20 : 15), hourOf(again, '05:10'));
      });
      scene.step(hourOf(again, `10:0${lane}`), hand.who, () => sendAll(told, lane));
    }
  },
  evening: (told) => eveningOf(told, dayAfter(told.plan.day, 3)),
  afterwards: (told) => {
    const reason = 'The second phone had no network: the three households were at the table when the word came (demo)';
    told.scene.step(hourOf(dayAfter(told.plan.day, 5), '09:00'), 'head', (player) =>
      closeCases(player, told, { kind: 'assistance.after-stop', outcome: 'explained', reason }),
    );
  },
};

/** Two households go to both lanes; neither phone has a network. One parcel comes back, the other does not. */
const double: Turning = {
  morning: (told) => {
    const { scene, eventId } = told;
    let second: Id;
    morning(told);
    put(told, '08:10', 1, () => {
      const [first, other] = [told.tokens[3]!, told.tokens[9]!];
      give(told, { lane: 1, token: first, at: at(told, '07:10'), says: 'other-lane' });
      second = give(told, { lane: 1, token: other, at: at(told, '07:20'), says: 'other-lane' });
      // Twins that the list did not know.
      give(told, { lane: 1, token: told.tokens.at(-1)!, at: at(told, '07:30'), times: 2 });
    });
    scene.step(at(told, '11:00'), 'lead', async (player) => {
      const reason = 'The family brought the second parcel back by itself (demo)';
      await player.do(undoHandover, { eventId, handoverId: second, undoId: player.id(), reason });
    });
  },
  afterwards: (told) => {
    const reason = 'Two families of one name share a tent; the second had come to the list a day late (demo)';
    told.scene.step(hourOf(dayAfter(told.plan.day, 2), '09:00'), 'head', (player) =>
      closeCases(player, told, { kind: 'assistance.over-distribution', outcome: 'accepted', reason }),
    );
  },
};

const strangeToken: Turning = {
  morning: (told) => {
    morning(told);
    put(told, '08:10', 0, async () => {
      const tokenHash = await hashToken(told.eventId, 'of-the-camp-next-door');
      const token = { tokenId: told.eventId, tokenHash, number: 0, size: 4, lane: 0 };
      give(told, { lane: 0, token, at: at(told, '07:40'), says: 'unknown', refusesProof: true });
    });
  },
  afterwards: (told) => {
    const reason = 'A token of the camp next door: the family had moved a week before (demo)';
    told.scene.step(hourOf(dayAfter(told.plan.day, 2), '09:00'), 'lead', (player) =>
      closeCases(player, told, { kind: 'assistance.unknown-token', outcome: 'explained', reason }),
    );
  },
};

const lostToken: Turning = {
  before: (told) => {
    const { scene, eventId } = told;
    scene.step(hourOf(dayAfter(told.plan.day, -1), '09:00'), 'lead', async (player) => {
      const old = told.tokens[19]!;
      const fresh: Token = { ...old, tokenId: player.id(), tokenHash: await hashToken(eventId, `${told.plan.key}-new-01`) };
      const replacement = { tokenId: fresh.tokenId, tokenHash: fresh.tokenHash };
      await player.do(loseToken, { eventId, tokenId: old.tokenId, reason: 'Lost on the way to the bakery (demo)', replacement });
      told.tokens = told.tokens.map((token) => (token === old ? fresh : token));
      lost.set(eventId, old);
    });
  },
  morning: (told) => {
    morning(told);
    put(told, '08:10', 0, () => {
      give(told, { lane: 0, token: lost.get(told.eventId)!, at: at(told, '07:50'), says: 'lost' });
    });
  },
};
const lost = new Map<Id, Token>();

/** The clock of the second phone runs more than a day ahead, and nobody has noticed. */
const clock: Turning = {
  morning: (told) => {
    put(told, '08:00', 0, () => giveAll(told, 0, coming(told, 0), at(told, '05:10')));
    put(told, '08:01', 1, () => giveAll(told, 1, coming(told, 1), hourOf(dayAfter(told.plan.day, 1), '07:10')));
    for (const lane of [0, 1]) put(told, `10:0${lane}`, lane, () => sendAll(told, lane));
  },
};

/** Nobody stands on a list: two phones count tents, and a sheet is read by two persons. */
const counted: Turning = {
  morning: (told) => {
    const { scene, eventId, lanes, plan } = told;
    for (const lane of [0, 1]) {
      put(told, `08:0${lane}`, lane, () => {
        const dice = diceOf(`tents ${plan.key} ${lane}`);
        for (let index = 0; index < plan.households / 2 - 4; index += 1)
          giveByTent(told, lane, { tent: `${lane === 0 ? 'A' : 'B'}-${index + 1}`, at: minutesAfter(at(told, '05:10'), index * 4), dice });
      });
      put(told, `10:0${lane}`, lane, () => sendAll(told, lane));
    }
    for (const [who, hour] of [
      ['lead', '11:00'],
      ['monitor', '11:10'],
    ] as const)
      scene.step(at(told, hour), who, async (player) => {
        const entry = { laneId: lanes[1]!, sheet: 1, households: 6, lines: dueAt(told, 5, 6) };
        await player.do(keySheet, { eventId, keyingId: player.id(), ...entry });
      });
  },
};

/** One household is served before the day is opened. */
const early: Turning = {
  morning: (told) => {
    put(told, '07:50', 1, () => {
      give(told, { lane: 1, token: coming(told, 1)[0]!, at: at(told, '04:52') });
      giveAll(told, 1, coming(told, 1).slice(1), at(told, '05:10'));
    });
    put(told, '08:00', 0, () => giveAll(told, 0, coming(told, 0), at(told, '05:10')));
    for (const lane of [0, 1]) put(told, `10:0${lane}`, lane, () => sendAll(told, lane));
  },
  afterwards: (told) => {
    const reason = 'A woman about to give birth was not made to wait for the opening (demo)';
    told.scene.step(hourOf(dayAfter(told.plan.day, 1), '09:00'), 'head', (player) =>
      closeCases(player, told, { kind: 'assistance.before-open', outcome: 'accepted', reason }),
    );
  },
};

/**
 * The last hand-over stays on a phone that comes back days after the day is closed. What goes back to the store is what lies
 * there; the count misses the parcel that nobody has told of, until the phone explains it.
 */
const late: Turning = {
  morning: (told) => {
    put(told, '08:00', 0, () => giveAll(told, 0, coming(told, 0), at(told, '05:10')));
    put(told, '08:01', 1, () => giveAll(told, 1, coming(told, 1), at(told, '05:10')));
    put(told, '10:00', 0, () => sendAll(told, 0));
    put(told, '10:01', 1, async () => void (await phoneOf(told, 1).send(phoneOf(told, 1).waiting() - 1)));
  },
  evening: (told) => eveningOf(told, told.plan.day, () => leftOf(told)),
  afterwards: (told) => {
    told.scene.step(hourOf(dayAfter(told.plan.day, 6), '09:00'), told.hands[1]!.who, () => sendAll(told, 1));
  },
};

export const turns: Readonly<Record<Turn, Turning>> = {
  crowd,
  double,
  'lost-phone': losePhone,
  'strange-token': strangeToken,
  'lost-token': lostToken,
  clock,
  counted,
  early,
  late,
};
